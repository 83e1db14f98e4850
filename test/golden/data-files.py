"""Golden tables of several files: what DuckDB and pyarrow read from the same folders. Writes data-files.json beside it.

python test/golden/data-files.py   (Python 3.11+, duckdb, pyarrow; versions are written into the file)
"""

import base64
import io
import json
import os
import pathlib
import tempfile

import duckdb
import pyarrow
import pyarrow.dataset
import pyarrow.parquet


def parquet(**columns):
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


CASES = {
    "hive": {
        "y/year=2024/month=01/p.csv": "id,x\n1,2\n",
        "y/year=2023/month=12/p.csv": "id,x\n3,4\n5,\n",
    },
    "hive: other order of folders": {"y/k=1/j=2/p.csv": "id\n1\n", "y/j=1/k=3/p.csv": "id\n3\n"},
    "hive: missing": {"y/k=__HIVE_DEFAULT_PARTITION__/p.csv": "id\n1\n", "y/k=7/p.csv": "id\n2\n"},
    "hive: percent": {"y/k=a%20b%2Fc/p.csv": "id\n1\n", "y/k=50%/p.csv": "id\n2\n", "y/k=x+y/p.csv": "id\n3\n"},
    "hive: mixed types": {"y/k=1/p.csv": "id\n1\n", "y/k=a/p.csv": "id\n2\n"},
    "hive: dates": {"y/d=2024-01-31/p.csv": "id\n1\n", "y/d=2024-02-01/p.csv": "id\n2\n"},
    "hive: a column of the same name": {"y/k=1/p.csv": "id,k\n1,7\n", "y/k=2/p.csv": "id,k\n2,8\n"},
    "hive: other keys": {"y/k=1/p.csv": "id\n1\n", "y/j=1/p.csv": "id\n3\n"},
    "hive: a file without": {"y/k=1/p.csv": "id\n1\n", "y/p.csv": "id\n3\n"},
    "other order of columns": {"y/a.csv": "id,x\n1,2\n", "y/b.csv": "x,id\n4,3\n"},
    "a column is not there": {"y/a.csv": "id,x\n1,2\n", "y/b.csv": "id\n4\n"},
    "integers and decimals": {"y/a.csv": "id,x\n1,2\n", "y/b.csv": "id,x\n2,3.5\n"},
    "numbers and texts": {"y/a.csv": "id,x\n1,2.50\n", "y/b.csv": "id,x\n2,q\n"},
    "dates and texts": {"y/a.csv": "id,x\n1,2024-01-31\n", "y/b.csv": "id,x\n2,q\n"},
    "a column without values": {"y/a.csv": "id,x\n1,\n", "y/b.csv": "id,x\n2,2024-01-31\n"},
    "only a header": {"y/a.csv": "id,x\n", "y/b.csv": "id,x\n2,3\n"},
    "parquet: hive": {
        "y/k=1/a.parquet": parquet(id=[1, 2], t=["a", None]),
        "y/k=2/a.parquet": parquet(id=[3], t=["a"]),
    },
    "parquet: a column of the same name": {
        "y/k=1/a.parquet": parquet(id=[1], k=pyarrow.array([7], pyarrow.int32())),
        "y/k=2/a.parquet": parquet(id=[2], k=pyarrow.array([8], pyarrow.int32())),
    },
    "parquet: integers and texts": {"y/a.parquet": parquet(id=[1]), "y/b.parquet": parquet(id=["a"])},
    "parquet: integers and decimals": {"y/a.parquet": parquet(id=[1]), "y/b.parquet": parquet(id=[1.5])},
    "parquet: a column is not there": {"y/a.parquet": parquet(id=[1], x=[1]), "y/b.parquet": parquet(id=[1])},
    "parquet: a column of nulls": {
        "y/a.parquet": parquet(id=[1], x=pyarrow.array([None], pyarrow.null())),
        "y/b.parquet": parquet(id=[2], x=["a"]),
    },
}


def plain(value):
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def attempt(read):
    try:
        names, rows = read()
    except (duckdb.Error, pyarrow.ArrowException) as error:
        return {"error": str(error).splitlines()[0]}
    return {"columns": {name: [plain(row[i]) for row in rows] for i, name in enumerate(names)}}


def by_duckdb(kind, options):
    def read():
        # One thread, so that rows stay in the order of the files' paths.
        relation = duckdb.sql(f"SET threads = 1; SELECT * FROM read_{kind}('y/**/*.{kind}'{options})")
        return relation.columns, relation.fetchall()

    return read


def by_pyarrow(kind):
    def read():
        hive = pyarrow.dataset.partitioning(flavor="hive")
        table = pyarrow.dataset.dataset("y", format=kind, partitioning=hive).to_table()
        return table.column_names, list(zip(*table.to_pydict().values()))

    return read


def main():
    cases = []
    for name, files in CASES.items():
        kind = "parquet" if name.startswith("parquet") else "csv"
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            for path, content in files.items():
                os.makedirs(os.path.dirname(path), exist_ok=True)
                pathlib.Path(path).write_bytes(content if isinstance(content, bytes) else content.encode())
            hive = ", hive_partitioning=true" if name.startswith(("hive", "parquet: hive")) else ""
            cases.append(
                {
                    "name": name,
                    "files": {
                        path: content if isinstance(content, str) else {"base64": base64.b64encode(content).decode()}
                        for path, content in files.items()
                    },
                    "duckdb": attempt(by_duckdb(kind, hive)),
                    "duckdb_union": attempt(by_duckdb(kind, hive + ", union_by_name=true")),
                    "pyarrow": attempt(by_pyarrow(kind)),
                }
            )
            os.chdir("/")
    versions = {"duckdb": duckdb.__version__, "pyarrow": pyarrow.__version__}
    target = HERE / "data-files.json"
    target.write_text(json.dumps({"versions": versions, "cases": cases}, indent=1, ensure_ascii=False) + "\n")


HERE = pathlib.Path(__file__).resolve().parent
main()
