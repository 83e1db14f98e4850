"""Verdicts and counts of Great Expectations' UnexpectedRowsExpectation, for test/actions/gx-queries.test.ts.

Run with great_expectations 1.24.1 and SQLAlchemy 2.1.9 on SQLite; writes test/golden/gx-queries.json: the table as CSV,
for each expectation its verdict and the rows that its query returned, and the queries that it refuses.
"""

import io
import json
import pathlib
import sqlite3
import tempfile
import warnings

import great_expectations as gx
import pandas

warnings.filterwarnings("ignore")
csv = """id,price,cost,kind,note
1,10.5,8,red,{a}
2,20.5,30,green,b
3,,4,blue,
4,40.5,,red,{}
5,50.5,50.5,,c
6,60.5,7,green,d
7,,,red,e
"""
frame = pandas.read_csv(io.StringIO(csv), keep_default_na=False, na_values=[""])
path = pathlib.Path(tempfile.mkdtemp()) / "shop.db"
with sqlite3.connect(path) as connection:
    frame.to_sql("shop", connection, index=False)

queries = [
    "SELECT * FROM {batch} WHERE price < cost",
    "SELECT * FROM {batch} WHERE price < 0",
    "select id from {batch} where kind is null or price is null order by id desc;; \n",
    "SELECT kind FROM {batch} GROUP BY kind HAVING count(*) > 2",
    "SELECT kind FROM {batch} GROUP BY kind HAVING count(*) > 3",
    "SELECT * FROM {batch} WHERE note LIKE '{{%'",
    "SELECT * FROM {batch} WHERE note = '{{}}'",
    "SELECT a.id FROM {batch} a JOIN {batch} b ON a.kind = b.kind AND a.id < b.id",
    "SELECT 1 FROM {batch} WHERE id = 99",
    "WITH dear AS (SELECT * FROM {batch} WHERE price > 40) SELECT * FROM dear WHERE cost IS NULL",
    "SELECT DISTINCT kind FROM {batch} WHERE kind IS NOT NULL LIMIT 2",
]
refused = [
    "SELECT * FROM {batch} WHERE note LIKE '{%'",
    "SELECT * FROM {batch} WHERE note = '{}'",
    "SELECT * FROM {table}",
    "SELECT * FROM {batch} WHERE note = '}'",
]

context = gx.get_context(mode="ephemeral")
source = context.data_sources.add_sqlite("db", connection_string=f"sqlite:///{path}")
batch = source.add_table_asset("shop", table_name="shop").add_batch_definition_whole_table("all").get_batch()


def suite_of(query):
    return {
        "name": "shop",
        "expectations": [{"type": "unexpected_rows_expectation", "kwargs": {"unexpected_rows_query": query}, "severity": "critical"}],
    }


def run(query):
    suite = gx.ExpectationSuite(name="shop")
    suite.add_expectation(gx.expectations.UnexpectedRowsExpectation(unexpected_rows_query=query))
    (result,) = batch.validate(suite).results
    return result


def judge(query):
    result = run(query)
    assert not result.exception_info.get("raised_exception"), (query, result.exception_info)
    assert result.expectation_config.type == "unexpected_rows_expectation"
    return {"suite": suite_of(query), "success": result.success, "unexpected": result.result["observed_value"]}


def is_refused(query):
    try:
        return not run(query).success
    except Exception:
        return True


assert all(is_refused(query) for query in refused)
answers = {"csv": csv, "queries": [judge(query) for query in queries], "refused": [suite_of(query) for query in refused]}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(answers, indent=1) + "\n")
