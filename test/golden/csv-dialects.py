"""CSV files of several dialects as pandas and Python's csv module read them, for test/tables/csv-dialect.test.ts.

Run with pandas 3.1.1 and Python 3.11; writes test/golden/csv-dialects.json: for each file our options and the cells,
null where missing. Numbers are pandas' by read_csv with keep_default_na=False; texts are what the csv module gives.
"""

import csv
import io
import json
import pathlib
import platform

import pandas

cases = [
    ("quote", {"quote": "'"}, "id,name\n1,'a,b'\n2,'it''s'\n3,\"plain\"\n4,'two\nlines'\n", {"quotechar": "'"}),
    ("escape", {"escape": "\\"}, 'id,name\n1,"a \\"b\\" c"\n2,"back\\\\slash"\n3,"x ""y"""\n4,"a\\, b"\n', {"escapechar": "\\"}),
    ("quote and escape", {"quote": "'", "escape": "\\", "delimiter": ";"}, "id;name\n1;'it\\'s; so'\n2;'d''e'\n", {"quotechar": "'", "escapechar": "\\", "delimiter": ";"}),
    ("no quotes", {"quote": ""}, 'id,name\n1,"a\n2,5" pipe\n3,"b"\n', {"quoting": csv.QUOTE_NONE}),
    ("bar", {}, "id|price\n1|2.5\n2|\n", {"delimiter": "|"}),
]
numbers = [
    ("decimal comma", {}, "id;price;note\n1;1,5;a,b\n2;-0,25;1,5\n3;;x\n4;7;-\n", {"sep": ";", "decimal": ","}),
    ("decimal comma that is declared", {"decimal": ","}, 'id,price\n1,"1,5"\n2,"12,75"\n', {"decimal": ","}),
    ("exponents", {"decimal": ","}, "id;x\n1;1,5e3\n2;-2,25E-2\n", {"sep": ";", "decimal": ","}),
    ("thousands are no decimals", {}, "id;n\n1;1,234\n2;5,678\n", {"sep": ";"}),
    ("points under a decimal comma are no decimals", {"decimal": ","}, "id;n\n1;1.500\n2;2.500\n", {"sep": ";", "decimal": ",", "dtype": {"n": str}}),
    ("comments", {"comment": "#"}, "# by us\nid,x\n1,2.5\n# in between\n2,3\n", {"comment": "#"}),
]


def value(cell):
    return None if cell == "" or cell != cell else cell


found = []
for name, options, text, dialect in cases:
    header, *rows = csv.reader(io.StringIO(text), **dialect)
    found.append({"name": name, "options": options, "text": text, "columns": {each: [value(row[i]) for row in rows] for i, each in enumerate(header)}})
for name, options, text, arguments in numbers:
    frame = pandas.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""], **arguments)
    found.append({"name": name, "options": options, "text": text, "columns": {each: [value(cell) for cell in frame[each].tolist()] for each in frame}})

golden = {"tool": f"pandas {pandas.__version__}, Python {platform.python_version()}", "cases": found}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=1) + "\n")
