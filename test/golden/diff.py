"""What changed between two tables, by DuckDB's set operations and joins, for test/diff/golden.test.ts.

Run from the repository's root with duckdb 1.3.2; writes test/golden/diff.json, which names the version and holds both
tables. Before are the penguins, some of them twice, with a number each; after is an edited, shuffled copy. Without a key
rows are compared as multisets (EXCEPT ALL, INTERSECT ALL), with one by a full join.
"""

import csv
import io
import json
import pathlib
import random

import duckdb

source = pathlib.Path("node_modules/@observablehq/sample-datasets/penguins.csv")
chance = random.Random(4)
# NaN is missing to us, and a number to DuckDB.
header, *rows = list(csv.reader(io.StringIO(source.read_text().replace("NaN", ""))))
rows = [*rows, *chance.sample(rows, 40)]
before = [["nr", *header], *([str(nr), *row] for nr, row in enumerate(rows))]


def edit(row):
    row = list(row)
    for column in chance.sample(range(1, len(row)), chance.choice([0, 0, 0, 1, 1, 2])):
        row[column] = chance.choice(["", chance.choice(rows)[column - 1]])
    return row


kept = [edit(row) for row in before[1:] if chance.random() > 0.1]
added = [[str(1000 + nr), *chance.choice(rows)] for nr in range(25)]
after_rows = [*kept, *added]
chance.shuffle(after_rows)
after = [before[0], *after_rows]


def text(table):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return out.getvalue()


folder = pathlib.Path("/tmp/mlops-golden-diff")
folder.mkdir(exist_ok=True)
for name, table in (("before", before), ("after", after)):
    (folder / f"{name}.csv").write_text(text(table))
    duckdb.sql(f"create table {name} as from read_csv('{folder}/{name}.csv', header = true)")


def count(query):
    return duckdb.sql(f"select count(*) from ({query})").fetchone()[0]


def multisets(columns, target=None):
    names = ", ".join(f'"{each}"' for each in columns if each != target)
    whole = ", ".join(f'"{each}"' for each in columns)
    common = count(f"select {names} from before intersect all select {names} from after")
    same = count(f"select {whole} from before intersect all select {whole} from after")
    return {
        "added": count(f"select {names} from after except all select {names} from before"),
        "removed": count(f"select {names} from before except all select {names} from after"),
        "changed": common - same,
    }


joined = "before b join after a using (nr)"
differs = {each: f'b."{each}" is distinct from a."{each}"' for each in header}
cells = {each: count(f"select 1 from {joined} where {test}") for each, test in differs.items()}
golden = {
    "versions": {"duckdb": duckdb.__version__},
    "before": text(before),
    "after": text(after),
    "by_content": multisets(header),
    "by_content_but_species": multisets(header, "species"),
    "by_key": {
        "added": count("from after anti join before using (nr)"),
        "removed": count("from before anti join after using (nr)"),
        "changed": count(f"select 1 from {joined} where {' or '.join(differs.values())}"),
    },
    "cells": {each: number for each, number in cells.items() if number > 0},
    "missing": {
        each: [count(f'from {table} where "{each}" is null') for table in ("before", "after")]
        for each in header
    },
}
pathlib.Path("test/golden/diff.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
