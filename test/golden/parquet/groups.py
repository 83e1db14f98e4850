"""A golden Parquet file of several row groups, one of them empty. Writes groups.parquet beside it.

python test/golden/parquet/groups.py   (written with pyarrow 26.0.1)
"""

import datetime as dt
import pathlib
import random

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 900
HERE = pathlib.Path(__file__).parent
random.seed(7)


def some(value, every):
    return None if random.randrange(every) == 0 else value


rows = [
    {
        "id": row - 1 if row % 97 == 5 else row,
        "price": some(random.randrange(100_000) / 100 - 5, 50),
        "size": random.randrange(30),
        "kind": some(random.choice("abc"), 40),
        "seen": dt.date(2026, 1, 1 + random.randrange(28)),
        "note": f"note {random.randrange(40)}",
        "flag": random.randrange(2) == 0,
        "code": 2**60 if row == 700 else row,
        "moment": dt.datetime(2026, 1, 2, 3, random.randrange(60), tzinfo=dt.timezone.utc),
        "day": "soon" if row in (3, 650) else f"{1 + random.randrange(28)}/02/2026",
    }
    for row in range(ROWS)
]
schema = pa.schema(
    [
        ("id", pa.int64()),
        ("price", pa.float64()),
        ("size", pa.int32()),
        ("kind", pa.dictionary(pa.int32(), pa.string())),
        ("seen", pa.date32()),
        ("note", pa.string()),
        ("flag", pa.bool_()),
        ("code", pa.int64()),
        ("moment", pa.timestamp("ms", "UTC")),
        ("day", pa.string()),
    ]
)
table = pa.Table.from_pylist(rows, schema)
with pq.ParquetWriter(HERE / "groups.parquet", schema) as writer:
    writer.write_table(table.slice(0, 300), row_group_size=120)
    writer.write_table(table.slice(0, 0))
    writer.write_table(table.slice(300), row_group_size=250)
