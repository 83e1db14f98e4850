"""Golden Parquet files and what pyarrow reads from them. Writes *.parquet and values.json beside it.

python test/golden/parquet/parquet.py   (pyarrow 25; the version is written into values.json)
"""

import datetime as dt
import decimal
import json
import math
import pathlib

import pyarrow as pa
import pyarrow.parquet as pq

HERE = pathlib.Path(__file__).parent
D = decimal.Decimal
UTC = dt.timezone.utc
ROWS = 40


def column(values, kind):
    """Values over and over, every seventh one missing."""
    return pa.array([None if i % 7 == 6 else values[i % len(values)] for i in range(ROWS)], kind)


moments = [dt.datetime(1969, 12, 31, 23, 59, 59, 999000), dt.datetime(2026, 1, 2, 3, 4, 5, 678000)]
fine = [dt.datetime(2026, 1, 2, 3, 4, 5, 678901), dt.datetime(1960, 1, 1, 0, 0, 0, 1)]
all_types = pa.table(
    {
        "bool": column([True, False], pa.bool_()),
        "int8": column([-128, 127], pa.int8()),
        "uint32": column([0, 2**32 - 1], pa.uint32()),
        "int32": column([-(2**31), 2**31 - 1], pa.int32()),
        "int64": column([-(2**53) + 1, 2**53 - 1, 0], pa.int64()),
        "big": column([1, 2**63 - 1, -(2**63)], pa.int64()),
        "ubig": column([1, 2**64 - 1], pa.uint64()),
        "float16": column([0.5, -2.0, 65504.0], pa.float16()),
        "float": column([0.1, math.inf, math.nan], pa.float32()),
        "double": column([0.1, -math.inf, 1e300, math.nan], pa.float64()),
        "decimal32": column([D("1.10"), D("-99999.99")], pa.decimal128(7, 2)),
        "decimal64": column([D("0.1"), D("12345678901234.5")], pa.decimal128(15, 1)),
        "decimal128": column([D("0.0000000001"), D("-123456789012345678901234567.0123456789")], pa.decimal128(38, 10)),
        "whole": column([D("12"), D("-7")], pa.decimal128(20, 0)),
        "wide": column([D("12"), D("12345678901234567890")], pa.decimal128(20, 0)),
        "text": column(["a", "", "ünï ☃ 𝄞", "007", "2026-01-01"], pa.string()),
        "large": column(["a", "b"], pa.large_string()),
        "binary": column([b"plain", b"bytes"], pa.binary()),
        "fixed": column([b"abc", b"xyz"], pa.binary(3)),
        "category": column(["red", "green", "blue"], pa.string()).dictionary_encode(),
        "date": column([dt.date(1969, 12, 31), dt.date(2026, 1, 2)], pa.date32()),
        "seconds": column([dt.datetime(2026, 1, 2, 3, 4, 5)], pa.timestamp("s")),
        "millis": column(moments, pa.timestamp("ms")),
        "micros": column(fine, pa.timestamp("us", "UTC")),
        "nanos": column([0, 1_700_000_000_123_456_789, -1], pa.timestamp("ns", "Europe/Berlin")),
        "time": column([dt.time(0, 0), dt.time(23, 59, 58, 123456)], pa.time64("us")),
        "time_ms": column([dt.time(1, 2, 3), dt.time(1, 2, 3, 4000)], pa.time32("ms")),
        "nothing": pa.nulls(ROWS, pa.int32()),
        "required": pa.array(range(ROWS), pa.int32()),
    },
)
fields = [f.with_nullable(f.name != "required") for f in all_types.schema]
all_types = all_types.cast(pa.schema(fields))
small = all_types.select(["int64", "double", "text", "category", "micros", "bool"])


def encode(value, kind):
    """Numbers as numbers, what exceeds them as text; moments as milliseconds since 1970; None for missing."""
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    if pa.types.is_timestamp(kind):
        per = {"s": 1e-3, "ms": 1, "us": 1e3, "ns": 1e6}[kind.unit]
        return value / per
    if pa.types.is_date(kind):
        return value * 86_400_000
    if isinstance(value, dt.time):
        return value.isoformat(timespec="milliseconds" if kind == pa.time32("ms") else "microseconds")
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, D):
        return int(value) if kind.scale == 0 else float(value)
    return value.decode() if isinstance(value, bytes) else value


def values_of(table):
    out = {}
    for name in table.column_names:
        kind = table.schema.field(name).type
        array = table[name].combine_chunks()
        if pa.types.is_dictionary(kind):
            array = array.cast(kind.value_type)
        if pa.types.is_timestamp(kind):
            array = array.cast(pa.int64())
        if pa.types.is_date(kind):
            array = array.cast(pa.int32())
        values = [encode(each, kind) for each in array.to_pylist()]
        if any(isinstance(each, int) and not isinstance(each, bool) and abs(each) >= 2**53 for each in values):
            values = [None if each is None else str(each) for each in values]
        out[name] = values
    return out


files = {}


def write(name, table, **options):
    path = HERE / f"{name}.parquet"
    pq.write_table(table, path, **options)
    files[name] = values_of(pq.read_table(path))


write("types", all_types, compression="none")
write("types-plain-v1", all_types, compression="snappy", use_dictionary=False, data_page_version="1.0")
write("types-v2-pages", all_types, compression="zstd", data_page_version="2.0")
for codec in ["none", "snappy", "gzip", "brotli", "zstd", "lz4"]:
    write(f"codec-{codec}", small, compression=codec, row_group_size=16)
write("int96", small.select(["micros"]), use_deprecated_int96_timestamps=True)
write(
    "encodings",
    small.select(["int64", "double", "text"]),
    use_dictionary=False,
    column_encoding={"int64": "DELTA_BINARY_PACKED", "double": "BYTE_STREAM_SPLIT", "text": "DELTA_BYTE_ARRAY"},
)
write("no-rows", small.slice(0, 0))
pq.write_table(pa.table({"id": [1, 2], "tags": [["a"], ["b", "c"]]}), HERE / "nested-list.parquet")
pq.write_table(pa.table({"id": [1], "address": [{"city": "Graz"}]}), HERE / "nested-struct.parquet")
pq.write_table(pa.table({"id": [1], "blob": [b"\xff\xfe\x00"]}), HERE / "not-text.parquet")
(HERE / "values.json").write_text(json.dumps({"pyarrow": pa.__version__, "files": files}, indent=1) + "\n")
