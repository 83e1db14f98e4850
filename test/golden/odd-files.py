"""Odd files as Python's csv and json modules, pandas and pyarrow read them, for test/tables/odd-files.test.ts.

Run with Python 3.11, pandas 3.1.1 and pyarrow 26.0.1; writes odd-files.json: versions, and for each file its bytes (text, or
base64 where they are no UTF-8) and what each tool reads: rows of cells as text, or null where it refuses. Random files
come from a seed. Parquet files are given as changes to odd.parquet, which it writes too.
"""

import base64
import csv
import io
import json
import pathlib
import platform
import random
import warnings

import pandas
import pyarrow as pa
import pyarrow.csv
import pyarrow.json
import pyarrow.parquet as pq

HERE = pathlib.Path(__file__).parent
# pandas warns where it leaves cells out: that is no reading.
warnings.simplefilter("error", pandas.errors.ParserWarning)


def attempt(read):
    try:
        return read()
    except (csv.Error, ValueError, IndexError, KeyError, TypeError, OSError, AssertionError, OverflowError, pa.ArrowException, pandas.errors.ParserWarning):
        return None


def by_csv(data):
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    header, *rows = [row for row in rows if row]
    return [header, *rows]


def by_pandas(data):
    frame = pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, index_col=False)
    return [list(frame.columns), *frame.astype(object).where(frame.notna(), None).values.tolist()]


def by_pyarrow(data):
    names = pa.csv.read_csv(io.BytesIO(data), parse_options=pa.csv.ParseOptions(newlines_in_values=True)).column_names
    types = {name: pa.string() for name in names}
    table = pa.csv.read_csv(
        io.BytesIO(data),
        parse_options=pa.csv.ParseOptions(newlines_in_values=True),
        convert_options=pa.csv.ConvertOptions(column_types=types, strings_can_be_null=False),
    )
    return [names, *[list(row) for row in zip(*[column.to_pylist() for column in table.columns])]]


def stored(data):
    try:
        return {"text": data.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode()}


def csv_case(name, data):
    data = data.encode() if isinstance(data, str) else data
    tools = {"csv": by_csv, "pandas": by_pandas, "pyarrow": by_pyarrow}
    return {"name": name, **stored(data), **{tool: attempt(lambda: read(data)) for tool, read in tools.items()}}


named = {
    "plain": "a,b\n1,x\n2,y\n",
    "empty": "",
    "blank lines only": "\n\n\n",
    "header only": "a,b\n",
    "header only, not ended": "a,b",
    "one column": "a\n1\n2\n",
    "one column with an empty cell in quotes": 'a\n1\n""\n2\n',
    "one column with blank lines": "a\n1\n\n2\n",
    "one row, not ended": "a,b\n1,2",
    "BOM": b"\xef\xbb\xbfa,b\n1,2\n",
    "BOM before a quote": b'\xef\xbb\xbf"a","b"\n1,2\n',
    "CRLF": "a,b\r\n1,x\r\n2,y\r\n",
    "CRLF and LF": "a,b\r\n1,x\n2,y\r\n3,z\n",
    "CR in quotes": 'a,b\n1,"x\ry"\n',
    "CR between rows": "a,b\n1,x\r2,y\n",
    "CR in the only column": "a\nx\ry\nz\n",
    "CR lines": "a,b\r1,x\r2,y\r",
    "a CR at the end": "a,b\n1,x\r",
    "CRLF in quotes": 'a,b\r\n1,"x\r\ny"\r\n',
    "rows in a cell": 'a,b\n"1,2\n3,4\n",5\n6,7\n',
    "only line ends in a cell": 'a,b\n"\n\n\n",5\n',
    "quote in a cell": 'a,b\n1,x"y\n2,z""\n',
    "quotes in quotes": 'a,b\n1,""""\n2,"x""y"\n3,""""""\n',
    "text behind a quote": 'a,b\n1,"x"y\n',
    "space before a quote": 'a,b\n1, "x"\n',
    "space behind a quote": 'a,b\n1,"x" \n',
    "an open quote": 'a,b\n1,"x\n2,y\n',
    "a lonely quote": '"',
    "too few cells": "a,b,c\n1,2,3\n4,5\n",
    "too many cells": "a,b\n1,2\n3,4,5\n",
    "a delimiter at each end": "a,b,\n1,2,\n",
    "names given twice": "a,a\n1,2\n",
    "a header in quotes of two lines": '"a\nb",c\n1,2\n',
    "a delimiter in a name": '"a,b",c\n1,2\n',
    "NUL": b"a,b\n1,x\x00y\n",
    "Latin-1": "a,b\n1,caf\xe9\n".encode("latin-1"),
    "UTF-8 and Latin-1": "a,b\n1,\u00e9\n".encode() + "2,\xe9\n".encode("latin-1"),
    "a cut character": "a,b\n1,x\u20ac\n".encode()[:-2] + b"\n",
    "overlong UTF-8": b"a,b\n1,\xc0\xaf\n",
    "a surrogate in UTF-8": b"a,b\n1,\xed\xa0\x80\n",
    "UTF-16": "a,b\n1,x\n".encode("utf-16"),
    "BOM in the middle": "a,b\n1,\ufeffx\n",
    "emoji and zero width": "a,b\n\U0001f600,\u200b\n",
    "separators of Unicode": "a,b\n1,x\u2028y\n2,x\u0085y\n3,x\x0by\n4,x\x0cy\n",
    "spaces": "a,b\n 1 , x \n\t2\t,\ty\t\n",
    "a line of spaces": "a,b\n1,2\n \n3,4\n",
    "delimiters only": "a,b,c\n,,\n,,\n",
    "words of missing": "a,b\nNA,null\nnan,None\n,\n",
    "numbers of all kinds": "a,b\n007,+1\n1e5,-0\n.5,5.\n9007199254740993,1_000\n0x1F,inf\n",
    "many columns": ",".join(f"c{i}" for i in range(300)) + "\n" + ",".join(str(i) for i in range(300)) + "\n",
    "a long cell": "a,b\n1," + "x" * 5000 + "\n",
}

rng = random.Random(4)
pieces = ["a", "1", "\u00e9", "\U0001f600", ",", ",", "\n", "\n", "\r\n", '"', '"', '""', " ", '"x\n1,2\n"', "-2.5", "", "'", "#", ";"]


def random_text():
    """Any pieces behind a header."""
    return "a,b\n" + "".join(rng.choice(pieces) for _ in range(rng.randint(1, 14)))


def random_table():
    """Rows as the csv module writes them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]), lineterminator=rng.choice(["\n", "\r\n"]))
    columns = rng.randint(1, 5)
    writer.writerow([f"c{i}" for i in range(columns)])
    for _ in range(rng.randint(1, 8)):
        writer.writerow(["".join(rng.choice(pieces) for _ in range(rng.randint(0, 4))) for _ in range(columns)])
    return out.getvalue()


csv_cases = [csv_case(name, data) for name, data in named.items()]
csv_cases += [csv_case(f"pieces {i}", random_text()) for i in range(250)]
csv_cases += [csv_case(f"rows {i}", random_table()) for i in range(150)]

json_lines = {
    "plain": '{"a": 1, "b": "x"}\n{"a": 2, "b": "y"}\n',
    "empty": "",
    "blank lines": '\n{"a": 1}\n\n{"a": 2}\n\n',
    "CRLF": '{"a": 1}\r\n{"a": 2}\r\n',
    "not ended": '{"a": 1}\n{"a": 2}',
    "keys that come and go": '{"a": 1}\n{"b": "x"}\n{"a": 3, "b": "z"}\n',
    "cut off": '{"a": 1}\n{"a": ',
    "a comma behind": '{"a": 1,}\n',
    "two on a line": '{"a": 1}{"a": 2}\n',
    "a key twice": '{"a": 1, "a": 2}\n',
    "null": '{"a": null}\n{"a": 1}\n',
    "a list": '{"a": [1]}\n',
    "an object": '{"a": {"b": 1}}\n',
    "escapes": '{"a": "\\u00e9\\n\\ud83d\\ude00"}\n',
    "half a surrogate": '{"a": "\\ud83d"}\n',
    "a control character": '{"a": "x\ty"}\n',
    "BOM": '\ufeff{"a": 1}\n',
    "single quotes": "{'a': 1}\n",
    "a number with a zero before": '{"a": 01}\n',
    "numbers and texts": '{"a": 1}\n{"a": "x"}\n',
    "a comment": '{"a": 1} // one\n',
    "a number alone": "1\n2\n",
    "an object of two lines": '{"a": 1,\n"b": 2}\n',
}


def plain(value):
    """Numbers as JSON has them; what is missing as null."""
    if value is None or value is pandas.NA or value != value:
        return None
    if isinstance(value, (list, dict)):
        raise ValueError("nested")
    return value.item() if hasattr(value, "item") else value


def by_json(data):
    rows = [json.loads(line) for line in data.split("\n") if line.strip()]
    assert rows and all(isinstance(row, dict) for row in rows)
    names = list(dict.fromkeys(key for row in rows for key in row))
    return [names, *[[plain(row.get(name)) for name in names] for row in rows]]


def json_by_pandas(data):
    frame = pandas.read_json(io.BytesIO(data.encode()), lines=True, dtype=False)
    assert len(frame.columns)
    return [list(frame.columns), *[[plain(each) for each in row] for row in frame.astype(object).values.tolist()]]


def json_by_pyarrow(data):
    table = pa.json.read_json(io.BytesIO(data.encode()))
    return [table.column_names, *[[plain(each) for each in row] for row in zip(*[column.to_pylist() for column in table.columns])]]


json_cases = [
    {"name": name, "text": text, "json": attempt(lambda: by_json(text)), "pandas": attempt(lambda: json_by_pandas(text)), "pyarrow": attempt(lambda: json_by_pyarrow(text))}
    for name, text in json_lines.items()
]

table = pa.table(
    {
        "i": pa.array([None if i == 5 else i * i - 7 for i in range(12)], pa.int32()),
        "t": pa.array(["x" * (i % 3) + str(i % 4) for i in range(12)], pa.string()),
        "o": pa.array([None if i % 5 == 4 else i % 2 == 0 for i in range(12)], pa.bool_()),
    }
)
pq.write_table(table, HERE / "odd.parquet", compression="none", use_dictionary=["t"], row_group_size=7, store_schema=False)
whole = (HERE / "odd.parquet").read_bytes()


def by_parquet(data):
    found = pq.read_table(pa.BufferReader(data), memory_map=False)
    found.validate(full=True)
    assert found.schema.names == table.schema.names and found.schema.types == table.schema.types
    return [found.schema.names, *[list(row) for row in zip(*[column.to_pylist() for column in found.columns])]]


parquet_cases = []
for _ in range(220):
    at, byte = rng.randrange(len(whole)), rng.randrange(256)
    data = bytearray(whole)
    data[at] = byte
    parquet_cases.append({"at": at, "byte": byte, "pyarrow": attempt(lambda: by_parquet(bytes(data)))})
for end in sorted(rng.sample(range(len(whole)), 40)):
    parquet_cases.append({"end": end, "pyarrow": attempt(lambda: by_parquet(whole[:end]))})

golden = {
    "versions": {"python": platform.python_version(), "pandas": pandas.__version__, "pyarrow": pa.__version__},
    "csv": csv_cases,
    "json": json_cases,
    "parquet": parquet_cases,
}


def written(value, depth=0):
    """A line for each case."""
    if depth < 2 and isinstance(value, dict):
        inner = ",\n".join(json.dumps(key) + ": " + written(each, depth + 1) for key, each in value.items())
        return "{\n" + inner + "\n}"
    if depth < 2 and isinstance(value, list):
        return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=True) for each in value) + "\n]"
    return json.dumps(value)


(HERE / "odd-files.json").write_text(written(golden) + "\n")
