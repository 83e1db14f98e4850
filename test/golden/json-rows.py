"""Golden rows of JSON: what Python's json module and pandas read. Writes json-rows.json beside it.

python test/golden/json-rows.py   (Python 3.11+, pandas 2 or later; versions are written into the file)
"""

import io
import json
import math
import pathlib
import platform
import random

import pandas

random.seed(7)
WORDS = ["plain", "", "ünïcode ☃ 𝄞", 'quote " backslash \\ slash /', "line\nbreak\ttab", "007", "12", "true", "NA", "\u0000nul"]


def value(kind):
    if random.random() < 0.1:
        return None
    return {
        "integer": lambda: random.randint(-(2**53) + 1, 2**53 - 1),
        "small": lambda: random.randint(-9, 9),
        "decimal": lambda: random.choice([random.uniform(-1e6, 1e6), 1.5e300, 0.1, -0.0, 1e22]),
        "boolean": lambda: random.random() < 0.5,
        "text": lambda: random.choice(WORDS),
        "word": lambda: "w%d" % random.randint(0, 1000),
    }[kind]()


def records(kinds, count):
    rows = []
    for _ in range(count):
        row = {name: value(kind) for name, kind in kinds.items() if random.random() < 0.9}
        items = list(row.items())
        if random.random() < 0.3:
            random.shuffle(items)
        rows.append(dict(items))
    rows[0] = {name: value(kind) for name, kind in kinds.items()}
    return rows


def case(name, text, is_lines):
    rows = [json.loads(line) for line in text.split("\n") if line.strip()] if is_lines else json.loads(text)
    frame = pandas.read_json(io.StringIO(text), lines=is_lines, dtype=False, precise_float=True) if rows else None
    columns = list(dict.fromkeys(key for row in rows for key in row))
    if frame is not None:
        assert list(frame.columns) == columns, (name, list(frame.columns), columns)
        assert len(frame) == len(rows)
    return {"name": name, "text": text, "columns": columns, "rows": [[encode(row.get(key)) for key in columns] for row in rows]}


def encode(each):
    """Infinity has no JSON; NaN and the empty text are missing in our tables."""
    if isinstance(each, float) and math.isnan(each) or each == "":
        return None
    return {"infinite": each > 0} if isinstance(each, float) and math.isinf(each) else each


kinds = {"id": "integer", "n": "small", "x": "decimal", "ok": "boolean", "note": "text", "wörd": "word"}
rows = records(kinds, 60)
cases = [
    case("lines, escaped", "\n".join(json.dumps(row) for row in rows) + "\n", True),
    case("lines, UTF-8, compact, blank lines", "\n\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows), True),
    case("list, one line", json.dumps(rows), False),
    case("list, indented, CRLF", json.dumps(rows, indent=2).replace("\n", "\r\n"), False),
    case("one object in a list", '[{"a": 1}]', False),
    case("exponents", '{"a": 1e5}\n{"a": 1E-2}\n{"a": -2.5e+3}\n{"a": 12}\n', True),
]
out = pathlib.Path(__file__).with_suffix(".json")
versions = {"python": platform.python_version(), "pandas": pandas.__version__}
out.write_text(json.dumps({"versions": versions, "cases": cases}, indent=1) + "\n")
