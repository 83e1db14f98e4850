"""Verdicts and counts of Soda contracts on a small table in DuckDB, for test/suites/soda.test.ts.

Run with soda-core and soda-duckdb 4.28.0 (DuckDB 2.0.0); writes test/golden/soda.json: the table as CSV, and for each
contract the outcome of its only check (PASSED, WARN, FAILED) and the number that was compared with the threshold.
"""

import json
import os
import pathlib
import tempfile

os.environ["SODA_TELEMETRY_DISABLED"] = "true"
import duckdb
from soda_core.common.yaml import ContractYamlSource
from soda_core.contracts.contract_verification import ContractVerificationSession
from soda_duckdb.common.data_sources.duckdb_data_source import DuckDBDataSourceImpl

csv = """id,price,cost,kind,code,day,note
1,10.5,8,red,AB-1,2024-01-05,-
2,20.5,30,green,AB-22,2024-02-06,ok
3,,4,blue,x-333,2024-03-07,
4,40.5,,red,CD-4,,none
5,50.5,50,,x-5,2024-05-09,-
6,60.5,7,green,,2024-06-10,fine
7,,,red,CD-77,2024-07-11,
8,80.5,8,green,AB-8,2024-08-12,ok
9,90.5,90,blue,AB-8,2024-09-13,ok
10,15.25,1,red,x-10,2024-10-14,n/a
"""
kinds = "name\nred\ngreen\ngrey\n"
types = dict(id="BIGINT", price="DOUBLE", cost="BIGINT", kind="VARCHAR", code="VARCHAR", day="DATE", note="VARCHAR")
now = "2024-10-16T00:00:00+00:00"

path = pathlib.Path(tempfile.mkdtemp()) / "rows.csv"
path.write_text(csv)
connection = duckdb.connect()
connection.execute(f"create table rows as select * from read_csv('{path}', header=true, columns={types}, nullstr='')")
connection.execute("create table kinds as select * from (values ('red'), ('green'), ('grey')) as kinds(name)")
source = DuckDBDataSourceImpl.from_existing_cursor(connection, name="shop")


def at(column, check, filter=None, variables=None, **words):
    columns = [{"name": name, **(words if name == column else {}), **({"checks": [check]} if name == column else {})} for name in types]
    return whole(columns, None, filter, variables)


def table(check, filter=None, variables=None, columns=None):
    return whole(columns or [{"name": name} for name in types], [check], filter, variables)


def whole(columns, checks, filter, variables):
    contract = {"dataset": "shop/main/rows", "filter": filter, "variables": variables, "columns": columns, "checks": checks}
    return {key: value for key, value in contract.items() if value is not None}


def within(**threshold):
    return {"threshold": threshold}


def aggregate(column, function, **threshold):
    return at(column, {"aggregate": {"function": function, **within(**threshold)}})


def schema(*columns, **options):
    return table({"schema": options or None}, columns=[{"name": name, **rest} for name, rest in columns])


names = [(name, {}) for name in types]
typed = [(name, {"data_type": type.lower()}) for name, type in types.items()]

contracts = [
    at("id", {"missing": None}),
    at("price", {"missing": None}),
    at("price", {"missing": within(must_be=2)}),
    at("price", {"missing": within(must_not_be=2)}),
    at("price", {"missing": within(must_be_greater_than=2)}),
    at("price", {"missing": within(must_be_greater_than_or_equal=2)}),
    at("price", {"missing": within(must_be_less_than=2)}),
    at("price", {"missing": within(must_be_less_than_or_equal=2)}),
    at("price", {"missing": within(must_be_between={"greater_than": 1, "less_than_or_equal": 2})}),
    at("price", {"missing": within(must_be_between={"greater_than_or_equal": 3, "less_than": 9})}),
    at("price", {"missing": within(must_be_not_between={"greater_than": 2, "less_than": 1})}),
    at("price", {"missing": within(must_be_not_between={"greater_than_or_equal": 5, "less_than_or_equal": 2})}),
    at("price", {"missing": within(metric="percent", must_be_less_than=20)}),
    at("price", {"missing": within(metric="percent", must_be_less_than_or_equal=20)}),
    at("price", {"missing": within(level="warn", must_be=0)}),
    at("price", {"missing": within(must_be_less_than=5, additional={"level": "warn", "must_be": 0})}),
    at("price", {"missing": within(level="warn", must_be=0, additional={"level": "fail", "must_be_less_than": 2})}),
    at("price", {"missing": {"filter": "kind = 'red'", **within(must_be=1)}}),
    at("price", {"missing": {"filter": "kind = 'red'"}}, filter="id < 7"),
    at("price", {"missing": within(metric="percent", must_be_between={"greater_than": 16, "less_than": 17})}, filter="id < 7"),
    at("note", {"missing": {"missing_values": ["-", "none", "n/a"]}}),
    at("note", {"missing": {"missing_values": ["-", "none", "n/a"], **within(must_be=6)}}),
    at("note", {"missing": {"missing_values": ["-", "none", "n/a"], **within(metric="percent", must_be_less_than=50)}}),
    at("note", {"missing": within(must_be=4)}, missing_values=["-"]),
    at("note", {"missing": {"missing_format": {"regex": "^-$", "name": "dash"}}}),
    at("kind", {"missing": within(must_be="${var.most}")}, variables={"most": {"default": 1}}),
    at("kind", {"missing": {"filter": "id > ${var.from}"}}, variables={"from": {"default": 5}}),
    at("kind", {"missing": {"filter": "id > ${var.from}"}}, variables={"from": {"default": "${var.to}"}, "to": {"default": "4"}}),
    at("kind", {"invalid": {"valid_values": ["red", "green", "blue"]}}),
    at("kind", {"invalid": {"valid_values": ["red", "green"]}}),
    at("kind", {"invalid": {"valid_values": ["red", "green"], **within(must_be_less_than=3)}}),
    at("kind", {"invalid": {"valid_values": ["red", "green"], **within(metric="percent", must_be_less_than_or_equal=20)}}),
    at("kind", {"invalid": {"valid_values": ["red", "green"], **within(metric="percent", must_be_less_than=20)}}),
    at("kind", {"invalid": within(must_be=2)}, valid_values=["red", "green"]),
    at("kind", {"invalid": {"invalid_values": ["grey"]}}),
    at("kind", {"invalid": {"invalid_values": ["red"]}}),
    at("cost", {"invalid": {"valid_values": [1, 4, 7, 8, 30, 50, 90]}}),
    at("cost", {"invalid": {"invalid_values": [8]}}),
    at("code", {"invalid": {"valid_format": {"regex": "^[A-Z]{2}-[0-9]+$", "name": "code"}}}),
    at("code", {"invalid": {"valid_format": {"regex": "^[A-Za-z]{1,2}-[0-9]+$", "name": "code"}}}),
    at("code", {"invalid": {"valid_format": {"regex": "^[A-Z]", "name": "code"}, **within(metric="percent", must_be_less_than=31)}}),
    at("code", {"invalid": {"valid_format": {"regex": "^[A-Z]", "name": "code"}, **within(metric="percent", must_be_less_than=30)}}),
    at("code", {"invalid": {"invalid_format": {"regex": "^x", "name": "x"}, **within(must_be=3)}}),
    at("code", {"invalid": {"invalid_format": {"regex": "^y", "name": "y"}}}),
    at("price", {"invalid": {"valid_min": 10.5, "valid_max": 90.5}}),
    at("price", {"invalid": {"valid_min": 20, "valid_max": 80}}),
    at("price", {"invalid": {"valid_min": 20, "valid_max": 80, **within(must_be=4)}}),
    at("price", {"invalid": {"valid_min": 20, **within(must_be_less_than=2)}}),
    at("code", {"invalid": {"valid_length": 4}}),
    at("code", {"invalid": {"valid_min_length": 3, "valid_max_length": 5}}),
    at("code", {"invalid": {"valid_min_length": 4, "valid_max_length": 4, **within(must_be_greater_than=3)}}),
    at("note", {"invalid": {"valid_values": ["ok", "fine"], "missing_values": ["-", "none", "n/a"]}}),
    at("note", {"invalid": {"valid_values": ["ok"], "missing_values": ["-", "none", "n/a"], **within(must_be=1)}}),
    at("note", {"invalid": {"valid_values": ["ok"], **within(must_be=5)}}),
    at("note", {"invalid": {"valid_values": ["ok"], **within(metric="percent", must_be=10)}}, missing_values=["-", "none", "n/a"]),
    at("kind", {"invalid": {"valid_values": ["red"], "filter": "id <= 4"}}),
    at("kind", {"invalid": {"valid_reference_data": {"dataset": "shop/main/kinds", "column": "name"}}}),
    at("kind", {"invalid": {"valid_reference_data": {"dataset": "shop/main/kinds", "column": "name"}, "filter": "id < 3"}}),
    at("kind", {"invalid": {"valid_reference_data": {"dataset": "shop/main/kinds", "column": "name"}, **within(must_be_less_than=3)}}),
    at("kind", {"invalid": {"valid_reference_data": {"dataset": "shop/main/kinds", "column": "name"}, **within(metric="percent", must_be_less_than=20)}}),
    at("id", {"duplicate": None}),
    at("cost", {"duplicate": None}),
    at("cost", {"duplicate": within(must_be=1)}),
    at("cost", {"duplicate": within(metric="percent", must_be=12.5)}),
    at("code", {"duplicate": within(metric="percent", must_be_less_than=11)}),
    at("kind", {"duplicate": {"filter": "id < 4"}}),
    at("kind", {"duplicate": within(must_be=6)}),
    table({"duplicate": {"columns": ["kind", "id"]}}),
    table({"duplicate": {"columns": ["kind", "note"]}}),
    table({"duplicate": {"columns": ["kind", "note"], **within(must_be=1)}}),
    table({"duplicate": {"columns": ["price", "cost"]}}),
    table({"duplicate": {"columns": ["kind", "note"], **within(metric="percent", must_be_less_than=10)}}),
    table({"duplicate": {"columns": ["kind", "note"], "filter": "id < 8"}}),
    aggregate("price", "avg", must_be_between={"greater_than": 46, "less_than": 46.2}),
    aggregate("price", "avg", must_be_greater_than=46.1),
    aggregate("price", "sum", must_be=368.75),
    aggregate("price", "sum", must_not_be=368.75),
    aggregate("price", "min", must_be_greater_than=10.5),
    aggregate("price", "min", must_be_greater_than_or_equal=10.5),
    aggregate("price", "max", must_be_less_than=90.5),
    aggregate("price", "max", must_be=90.5, level="warn"),
    aggregate("price", "max", must_be=90, level="warn"),
    aggregate("code", "minLength", must_be_greater_than=2),
    aggregate("code", "minLength", must_be_greater_than=3),
    aggregate("code", "maxLength", must_be_less_than_or_equal=5),
    aggregate("code", "maxLength", must_be_less_than=5),
    at("price", {"aggregate": {"function": "avg", "filter": "kind = 'green'", **within(must_be_greater_than=53)}}),
    table({"row_count": None}),
    table({"row_count": within(must_be=10)}),
    table({"row_count": within(must_be_between={"greater_than": 10, "less_than": 20})}),
    table({"row_count": {"filter": "kind = 'red'", **within(must_be=4)}}),
    table({"row_count": {"filter": "kind = 'grey'"}}),
    table({"row_count": within(must_be=5)}, filter="id > 5"),
    table({"failed_rows": {"expression": "price < cost"}}),
    table({"failed_rows": {"expression": "price > 100"}}),
    table({"failed_rows": {"expression": "price < cost OR kind IS NULL", **within(must_be=2)}}),
    table({"failed_rows": {"expression": "price < cost", **within(must_be_greater_than=1)}}),
    table({"failed_rows": {"expression": "price < cost", **within(metric="percent", must_be_less_than_or_equal=10)}}),
    at("price", {"failed_rows": {"expression": "\"price\" NOT BETWEEN 10 AND 90"}}),
    table({"metric": {"expression": "AVG(price)", **within(must_be_less_than=46)}}),
    table({"metric": {"expression": "count(distinct kind)", **within(must_be=3)}}),
    table({"metric": {"expression": "COUNT(*)", **within(must_be=10)}}),
    table({"metric": {"expression": "max(\"cost\")", **within(must_be=90)}}),
    table({"metric": {"expression": "median(price)", **within(must_be=45.5)}}),
    table({"metric": {"expression": "stddev(id)", **within(must_be_between={"greater_than": 3.02, "less_than": 3.03})}}),
    table({"freshness": {"column": "day", **within(unit="day", must_be_less_than=2)}}),
    table({"freshness": {"column": "day", **within(unit="day", must_be_less_than_or_equal=2)}}),
    table({"freshness": {"column": "day", **within(must_be_less_than=49)}}),
    table({"freshness": {"column": "day", **within(unit="minute", must_be_less_than=2880)}}),
    table({"freshness": {"column": "day", "filter": "id < 10", **within(unit="day", must_be_between={"greater_than": 32, "less_than": 34})}}),
    schema(*names),
    schema(*names[:3]),
    schema(*names[::-1]),
    schema(*names, ("more", {})),
    schema(*names[::-1], allow_other_column_order=True),
    schema(*names[:3], allow_other_column_order=True),
    schema(*names[2::-1], allow_extra_columns=True, allow_other_column_order=True),
    schema(("more", {}), allow_extra_columns=True, allow_other_column_order=True),
    schema(*typed),
    schema(*typed[:3], ("kind", {"data_type": "integer"}), *typed[4:]),
    schema(*typed[:3], ("kind", {"data_type": "date"}), *typed[4:]),
    schema(*typed[:5], ("day", {"data_type": "boolean"}), *typed[6:]),
]

lost = "SELECT * FROM rows WHERE price < cost OR kind IS NULL"
queries = [
    table({"failed_rows": {"query": lost}}),
    table({"failed_rows": {"query": lost + ";"}}),
    table({"failed_rows": {"query": lost, **within(must_be=2)}}),
    table({"failed_rows": {"query": lost, **within(must_be_greater_than=1, level="warn")}}),
    table({"failed_rows": {"query": "SELECT kind FROM rows GROUP BY kind HAVING count(*) > 3"}}, filter="id < 3"),
    table({"failed_rows": {"query": "WITH cheap AS (SELECT * FROM rows WHERE price < 1) SELECT * FROM cheap -- none"}}),
    table({"metric": {"query": "SELECT avg(price) - avg(cost) FROM rows", **within(must_be_between={"greater_than": 15, "less_than": 25})}}),
    table({"metric": {"query": "SELECT count(*) FROM rows WHERE kind = 'red'", **within(must_be_not_between={"greater_than": 5, "less_than_or_equal": 3})}}),
    table({"metric": {"query": "SELECT max(price) FROM rows", **within(must_not_be=90.5, level="warn")}}),
]


def judge(contract):
    session = ContractVerificationSession.execute(
        contract_yaml_sources=[ContractYamlSource.from_str(json.dumps(contract))],
        data_source_impls=[source],
        data_timestamp=now,
    )
    (result,) = session.contract_verification_results
    assert len(result.check_results) == 1, (contract, session.get_logs_str() if hasattr(session, "get_logs_str") else "")
    (check,) = result.check_results
    return {"contract": contract, "outcome": check.outcome.name, "number": check.threshold_value}


answers = {"csv": csv, "kinds": kinds, "now": now, "contracts": [judge(contract) for contract in contracts], "queries": [judge(contract) for contract in queries]}
odd = [each for each in answers["contracts"] + answers["queries"] if each["outcome"] not in ("PASSED", "WARN", "FAILED")]
assert not odd, odd
lines, asked = (",\n".join(json.dumps(each) for each in answers[key]) for key in ("contracts", "queries"))
head = json.dumps({key: answers[key] for key in ("csv", "kinds", "now")})[:-1]
pathlib.Path(__file__).with_suffix(".json").write_text(f'{head}, "contracts": [\n{lines}\n], "queries": [\n{asked}\n]}}\n')
