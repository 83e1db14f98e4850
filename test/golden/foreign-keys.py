"""Golden foreign keys: which rows of a Data Package Frictionless finds without a match. Writes foreign-keys.json.

python test/golden/foreign-keys.py   (Python 3.11+, frictionless 5.21.0; the version is written into the file)
"""

import json
import os
import pathlib
import tempfile

import frictionless

HERE = pathlib.Path(__file__).resolve().parent
FILES = {
    "houses.csv": "id,zip,st,parent,opened\n1,10001,NY,,2024-01-01\n2,501,NY,1,2024-01-02\n3,,,2,\n4,10001,,9,2024-01-01\n"
    "5,,NY,1,2024-01-09\n6,99999,CA,8,2024-01-02\n7,90001,,3,2024-01-01\n8,10001,CA,4,2024-01-01\n",
    "zips.csv": "zip,st\n00501,NY\n10001,NY\n,CA\n90001,\n10001,CA\n,NY\n",
    "codes.csv": "code,day\n10001,2024-01-01\n501,2024-01-02\n7,\n",
}
FIELDS = {
    "houses": {"id": "integer", "zip": "string", "st": "string", "parent": "integer", "opened": "date"},
    "zips": {"zip": "string", "st": "string"},
    "codes": {"code": "string", "day": "date"},
}
KEYS = [
    {"fields": "zip", "reference": {"resource": "zips", "fields": "zip"}},
    {"fields": ["zip"], "reference": {"resource": "zips", "fields": ["zip"]}},
    {"fields": "zip", "reference": {"resource": "codes", "fields": "code"}},
    {"fields": "opened", "reference": {"resource": "codes", "fields": "day"}},
    {"fields": "st", "reference": {"resource": "zips", "fields": "st"}},
    {"fields": ["zip", "st"], "reference": {"resource": "zips", "fields": ["zip", "st"]}},
    {"fields": ["st", "zip"], "reference": {"resource": "zips", "fields": ["st", "zip"]}},
    {"fields": "parent", "reference": {"resource": "", "fields": "id"}},
    {"fields": "parent", "reference": {"resource": "houses", "fields": "id"}},
    {"fields": "zip", "reference": {"resource": "none", "fields": "zip"}},
]


def package(key):
    def resource(name):
        fields = [{"name": each, "type": kind} for each, kind in FIELDS[name].items()]
        schema = {"fields": fields, **({"foreignKeys": [key]} if name == "houses" else {})}
        return {"name": name, "type": "table", "path": f"{name}.csv", "schema": schema}

    return {"name": "houses", "resources": [resource(name) for name in FIELDS]}


def main():
    cases = []
    for key in KEYS:
        report = frictionless.Package.from_descriptor(package(key)).validate()
        errors = [error for task in report.tasks for error in task.errors]
        # Rows are counted from 1 without the header.
        rows = [error.row_number - 1 for error in errors if error.type == "foreign-key"]
        cases.append({"package": package(key), "valid": report.valid, "rows": rows})
    content = {"frictionless": frictionless.__version__, "files": FILES, "cases": cases}
    (HERE / "foreign-keys.json").write_text(json.dumps(content, indent=1) + "\n")


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name, text in FILES.items():
        pathlib.Path(name).write_text(text)
    main()
    os.chdir("/")
