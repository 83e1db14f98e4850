"""Verdicts and counts of Great Expectations and Frictionless on a small table, for test/suites/golden.test.ts.

Run with great_expectations 1.24.1 and frictionless 5.21.0; writes test/golden/suites.json: the table as CSV,
for each expectation its verdict and how many values were unexpected, for each Table Schema its verdict and how many
errors there were.
"""

import io
import json
import pathlib
import warnings

import frictionless
import great_expectations as gx
import pandas

warnings.filterwarnings("ignore")
csv = """id,price,cost,kind,code,day,note
1,10.5,8,red,AB-1,2024-01-05,{}
2,20.5,30,green,AB-22,2024-02-06,[1]
3,,4,blue,x-333,2024-03-07,
4,40.5,,red,CD-4,,{oops
5,50.5,50.5,,x-5,2024-05-09,3
6,60.5,7,green,,2024-06-10,7
7,,,red,CD-77,2024-07-11,
8,80.5,8,green,AB-8,2024-08-12,{}
9,90.5,90.25,blue,AB-8,2024-09-13,[]
10,15.25,1,red,x-10,2024-10-14,{}
"""
frame = pandas.read_csv(io.StringIO(csv), keep_default_na=False, na_values=[""])
names = list(frame.columns)


def expect(name, **kwargs):
    return {"type": f"expect_{name}", "kwargs": kwargs}


expectations = [
    expect("column_to_exist", column="price"),
    expect("column_to_exist", column="prize"),
    expect("table_columns_to_match_set", column_set=names[::-1]),
    expect("table_columns_to_match_set", column_set=names[:3]),
    expect("table_columns_to_match_set", column_set=names[:3], exact_match=False),
    expect("table_columns_to_match_ordered_list", column_list=names),
    expect("table_columns_to_match_ordered_list", column_list=names[::-1]),
    expect("table_column_count_to_be_between", min_value=3, max_value=7),
    expect("table_column_count_to_be_between", min_value=8),
    expect("table_column_count_to_equal", value=7),
    expect("table_column_count_to_equal", value=6),
    expect("table_row_count_to_be_between", min_value=1, max_value=10),
    expect("table_row_count_to_be_between", max_value=9),
    expect("table_row_count_to_equal", value=10),
    expect("table_row_count_to_equal", value=11),
    expect("column_values_to_not_be_null", column="id"),
    expect("column_values_to_not_be_null", column="price"),
    expect("column_values_to_not_be_null", column="price", mostly=0.8),
    expect("column_values_to_be_null", column="price"),
    expect("column_values_to_be_null", column="price", mostly=0.2),
    expect("column_values_to_be_null", column="price", mostly=0.3),
    expect("column_proportion_of_non_null_values_to_be_between", column="price", min_value=0.8, max_value=0.9),
    expect("column_proportion_of_non_null_values_to_be_between", column="price", min_value=0.81),
    expect("column_values_to_be_unique", column="id"),
    expect("column_values_to_be_unique", column="cost"),
    expect("column_values_to_be_unique", column="code", mostly=0.7),
    expect("compound_columns_to_be_unique", column_list=["kind", "id"]),
    expect("compound_columns_to_be_unique", column_list=["price", "cost"]),
    expect("compound_columns_to_be_unique", column_list=["note", "kind"]),
    expect("column_unique_value_count_to_be_between", column="kind", min_value=3, max_value=3),
    expect("column_unique_value_count_to_be_between", column="kind", min_value=4),
    expect("column_proportion_of_unique_values_to_be_between", column="kind", max_value=0.4),
    expect("column_proportion_of_unique_values_to_be_between", column="kind", max_value=0.3),
    expect("column_values_to_be_in_set", column="kind", value_set=["red", "green", "blue"]),
    expect("column_values_to_be_in_set", column="kind", value_set=["red", "green"]),
    expect("column_values_to_be_in_set", column="cost", value_set=[1, 4, 7, 8]),
    expect("column_values_to_not_be_in_set", column="kind", value_set=["grey"]),
    expect("column_values_to_not_be_in_set", column="kind", value_set=["red"]),
    expect("column_distinct_values_to_be_in_set", column="kind", value_set=["red", "green", "blue", "grey"]),
    expect("column_distinct_values_to_be_in_set", column="kind", value_set=["red"]),
    expect("column_values_to_be_between", column="price", min_value=10.5, max_value=90.5),
    expect("column_values_to_be_between", column="price", min_value=10.5, max_value=90.5, strict_min=True, strict_max=True),
    expect("column_values_to_be_between", column="price", min_value=20, max_value=80),
    expect("column_values_to_be_between", column="price", min_value=20, max_value=80, mostly=0.7),
    expect("column_values_to_be_between", column="price", min_value=20, max_value=80, mostly=0.6),
    expect("column_values_to_be_between", column="price", min_value=20, mostly=0.7),
    expect("column_values_to_match_regex", column="code", regex="^[A-Zx]"),
    expect("column_values_to_match_regex", column="code", regex="B-"),
    expect("column_values_to_match_regex", column="code", regex="^AB", mostly=0.4),
    expect("column_values_to_not_match_regex", column="code", regex="^z"),
    expect("column_values_to_not_match_regex", column="code", regex="8$"),
    expect("column_values_to_match_regex_list", column="code", regex_list=["^[A-Z]", "^x"]),
    expect("column_values_to_match_regex_list", column="code", regex_list=["^AB", "^x"], match_on="any"),
    expect("column_values_to_match_regex_list", column="code", regex_list=["-", "\\d"], match_on="all"),
    expect("column_values_to_match_regex_list", column="code", regex_list=["^A", "-"], match_on="all"),
    expect("column_values_to_not_match_regex_list", column="code", regex_list=["^z", "^y"]),
    expect("column_values_to_not_match_regex_list", column="code", regex_list=["^x", "5$"]),
    expect("column_value_lengths_to_be_between", column="code", min_value=3, max_value=5),
    expect("column_value_lengths_to_be_between", column="code", min_value=4, max_value=4),
    expect("column_value_lengths_to_be_between", column="code", min_value=4, max_value=4, mostly=0.5),
    expect("column_value_lengths_to_equal", column="code", value=4),
    expect("column_value_lengths_to_equal", column="code", value=4, row_condition="id < 2", condition_parser="pandas"),
    expect("column_values_to_be_json_parseable", column="note"),
    expect("column_values_to_be_json_parseable", column="note", mostly=0.8),
    expect("column_values_to_be_increasing", column="id", strictly=True),
    expect("column_values_to_be_increasing", column="price"),
    expect("column_values_to_be_decreasing", column="id"),
    expect("column_values_to_be_decreasing", column="id", row_condition="id < 2", condition_parser="pandas"),
    expect("column_min_to_be_between", column="price", min_value=10, max_value=11),
    expect("column_min_to_be_between", column="price", min_value=11),
    expect("column_max_to_be_between", column="price", max_value=90.5),
    expect("column_max_to_be_between", column="price", max_value=90),
    expect("column_mean_to_be_between", column="price", min_value=46, max_value=46.1),
    expect("column_mean_to_be_between", column="price", max_value=46),
    expect("column_median_to_be_between", column="price", min_value=45.5, max_value=45.5),
    expect("column_median_to_be_between", column="price", max_value=45),
    expect("column_sum_to_be_between", column="price", min_value=368.75, max_value=368.75),
    expect("column_sum_to_be_between", column="price", max_value=368),
    expect("column_stdev_to_be_between", column="id", min_value=3.02, max_value=3.03),
    expect("column_stdev_to_be_between", column="id", max_value=3),
    expect("column_pair_values_to_be_equal", column_A="price", column_B="price"),
    expect("column_pair_values_to_be_equal", column_A="price", column_B="cost"),
    expect("column_pair_values_to_be_equal", column_A="price", column_B="cost", ignore_row_if="neither"),
    expect("column_pair_values_a_to_be_greater_than_b", column_A="price", column_B="cost"),
    expect("column_pair_values_a_to_be_greater_than_b", column_A="price", column_B="cost", or_equal=True),
    expect("column_pair_values_a_to_be_greater_than_b", column_A="price", column_B="cost", ignore_row_if="either_value_is_missing", mostly=0.7),
    expect("column_values_to_be_between", column="price", min_value=20, row_condition='kind == "red"', condition_parser="pandas"),
    expect("column_values_to_be_between", column="price", min_value=20, row_condition='kind != "red" and id > 1', condition_parser="pandas"),
    expect("column_values_to_not_be_null", column="code", row_condition="id < 6", condition_parser="pandas"),
    expect("column_values_to_match_json_schema", column="note", json_schema={"type": ["object", "array", "number"]}, row_condition="id != 4", condition_parser="pandas"),
    expect("column_values_to_match_json_schema", column="note", json_schema={"type": "object"}, mostly=0.3, row_condition="id != 4", condition_parser="pandas"),
    expect("column_values_to_match_json_schema", column="note", json_schema={"type": "object"}, row_condition="id != 4", condition_parser="pandas"),
    expect("column_values_to_match_strftime_format", column="day", strftime_format="%Y-%m-%d"),
    expect("column_values_to_match_strftime_format", column="day", strftime_format="%d.%m.%Y"),
    expect("column_distinct_values_to_contain_set", column="kind", value_set=["red", "blue"]),
    expect("column_distinct_values_to_contain_set", column="kind", value_set=["red", "grey"]),
    expect("column_distinct_values_to_equal_set", column="kind", value_set=["red", "blue", "green"]),
    expect("column_distinct_values_to_equal_set", column="kind", value_set=["red", "blue"]),
    expect("column_most_common_value_to_be_in_set", column="kind", value_set=["red", "blue"]),
    expect("column_most_common_value_to_be_in_set", column="kind", value_set=["green", "blue"]),
    expect("column_pair_values_to_be_in_set", column_A="kind", column_B="cost", value_pairs_set=[["red", 8], ["green", 30], ["blue", 4], ["green", 7], ["green", 8], ["blue", 90.25], ["red", 1]]),
    expect("column_pair_values_to_be_in_set", column_A="kind", column_B="cost", value_pairs_set=[["red", 8], ["green", 30], ["blue", 4], ["green", 7], ["green", 8], ["blue", 90.25], ["red", 1]], ignore_row_if="either_value_is_missing"),
    expect("column_pair_values_to_be_in_set", column_A="kind", column_B="cost", value_pairs_set=[["red", 8], ["green", 30]], ignore_row_if="neither"),
    expect("select_column_values_to_be_unique_within_record", column_list=["id", "cost"]),
    expect("select_column_values_to_be_unique_within_record", column_list=["id", "cost", "price"], ignore_row_if="any_value_is_missing"),
    expect("select_column_values_to_be_unique_within_record", column_list=["price", "cost"], ignore_row_if="never"),
    expect("select_column_values_to_be_unique_within_record", column_list=["id", "price"]),
    expect("multicolumn_sum_to_equal", column_list=["id", "cost"], sum_total=9, row_condition="id == 1", condition_parser="pandas"),
    expect("multicolumn_sum_to_equal", column_list=["price", "cost"], sum_total=4),
    expect("multicolumn_sum_to_equal", column_list=["price", "cost"], sum_total=18.5, ignore_row_if="any_value_is_missing"),
    expect("multicolumn_sum_to_equal", column_list=["price", "cost"], sum_total=0, ignore_row_if="never"),
    expect("column_value_z_scores_to_be_less_than", column="price", threshold=2, double_sided=True),
    expect("column_value_z_scores_to_be_less_than", column="price", threshold=1, double_sided=True),
    expect("column_min_to_be_between", column="price", min_value=10.5, strict_min=True),
    expect("column_min_to_be_between", column="price", min_value=10, strict_min=True, max_value=10.5),
    expect("column_max_to_be_between", column="price", max_value=90.5, strict_max=True),
    expect("column_mean_to_be_between", column="price", min_value=46, max_value=47, strict_min=True, strict_max=True),
    expect("column_sum_to_be_between", column="price", max_value=368.75, strict_max=True),
    expect("column_unique_value_count_to_be_between", column="kind", min_value=3, strict_min=True),
]

context = gx.get_context(mode="ephemeral")
batch = (
    context.data_sources.add_pandas("pandas")
    .add_dataframe_asset("table")
    .add_batch_definition_whole_dataframe("whole")
    .get_batch({"dataframe": frame})
)


def judge_expectation(expectation):
    suite = gx.ExpectationSuite(name="one", expectations=[expectation])
    (result,) = batch.validate(suite, result_format="COMPLETE").results
    info = result.exception_info
    raised = info.get("raised_exception", any(isinstance(e, dict) and e["raised_exception"] for e in info.values()))
    answer = {"expectation": expectation, "success": result.success}
    if raised:
        return answer | {"raised": True}
    if "unexpected_count" in result.result:
        answer["unexpected"] = result.result["unexpected_count"]
    return answer


def field(name, type, **constraints):
    return {"name": name, "type": type, **({"constraints": constraints} if constraints else {})}


def schema(*overrides, names=names, **rest):
    types = dict(id="integer", price="number", cost="number", kind="string", code="string", day="date", note="string")
    fields = {name: field(name, types.get(name, "string")) for name in names}
    return {"fields": list((fields | {each["name"]: each for each in overrides}).values()), **rest}


schemas = [
    schema(),
    schema(names=names[::-1]),
    schema(names=names[:3]),
    schema(names=names[:3], fieldsMatch="subset"),
    schema(names=names[::-1], fieldsMatch="equal"),
    schema(field("kind", "integer")),
    schema(field("kind", "number")),
    schema(field("kind", "boolean")),
    schema(field("kind", "date")),
    schema(field("day", "datetime")),
    schema(field("code", "time")),
    schema({"name": "code", "type": "string", "format": "email"}),
    schema({"name": "code", "type": "string", "format": "uuid"}),
    schema(field("code", "any")),
    schema(field("id", "integer", required=True, unique=True)),
    schema(field("price", "number", required=True)),
    schema(field("cost", "number", unique=True)),
    schema(field("code", "string", unique=False, required=False)),
    schema(field("price", "number", minimum=10.5, maximum=90.5)),
    schema(field("price", "number", minimum="20", maximum="80")),
    schema(
        field("price", "number", exclusiveMinimum=10.5, exclusiveMaximum=90.5),
        **{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json"},
    ),
    schema(field("day", "date", minimum="2024-01-05", maximum="2024-12-31")),
    schema(field("day", "date", minimum="2024-03-01")),
    schema(field("code", "string", minLength=3, maxLength=5)),
    schema(field("code", "string", minLength=5)),
    schema(field("code", "string", maxLength=4)),
    schema(field("code", "string", pattern="[A-Zx]+-\\d+")),
    schema(field("code", "string", pattern="[A-Z]+-\\d")),
    schema(field("kind", "string", enum=["red", "green", "blue"])),
    schema(field("kind", "string", enum=["red", "green"])),
    schema(field("cost", "number", enum=[8, "4", 30, 50.5, 7, 90.25])),
    schema(primaryKey="id"),
    schema(primaryKey=["code"]),
]
counted = {"constraint-error", "type-error"}


def judge_schema(descriptor):
    data = [line.split(",") for line in csv.splitlines()]
    resource = {"name": "table", "data": data, "schema": descriptor}
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    report = frictionless.Package.from_descriptor({"$schema": profile, "resources": [resource]}).validate()
    errors = [error.type for task in report.tasks for error in task.errors]
    return {"schema": descriptor, "valid": report.valid, "cells": sum(each in counted for each in errors)}


golden = {
    "csv": csv,
    "expectations": [judge_expectation(each) for each in expectations],
    "schemas": [judge_schema(each) for each in schemas],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1) + "\n")
