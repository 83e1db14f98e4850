"""Verdicts and counts of Great Expectations on a small table with missing values, for test/checks/golden.test.ts.

Run with great_expectations 1.24.1 (pandas 3.1.1, numpy 2.4.6); writes test/golden/checks.json: the table as CSV, and
for each of our checks what the expectation of the same meaning found. `pair_trap` is what Great Expectations counts
for A > B with its default ignore_row_if ("neither"): a row that misses one of the two is unexpected.
"""

import io
import json
import pathlib
import warnings

import great_expectations as gx
import great_expectations.expectations as gxe
import numpy
import pandas

warnings.filterwarnings("ignore")
random = numpy.random.default_rng(11)
rows = 200
price = numpy.round(random.normal(50, 12, rows), 2)
price[[17, 90]] = [140.5, -30.25]
frame = pandas.DataFrame(
    {
        "id": numpy.arange(rows),
        "price": price,
        "cost": numpy.round(price - random.normal(4, 3, rows), 2),
        "count": random.poisson(4, rows).astype(float),
        "kind": random.choice(["red", "green", "blue"], rows, p=[0.6, 0.3, 0.1]),
        "code": [f"{random.choice(['AB', 'CD', 'x'])}-{random.integers(0, 400)}" for _ in range(rows)],
        "step": numpy.cumsum(random.integers(-1, 4, rows)).astype(float),
        "group": random.integers(0, 12, rows).astype(float),
    }
)
for column in ["price", "cost", "count", "kind", "code", "step", "group"]:
    frame.loc[random.choice(rows, 13, replace=False), column] = None
frame["paid"] = [f"{random.integers(1, 32):02d}/{random.integers(1, 14):02d}/{random.integers(1999, 2030)}" for _ in range(rows)]
frame["seen"] = [f"2026-{random.integers(1, 13):02d}-{random.integers(1, 29):02d} 10:{random.integers(0, 60):02d}:00" for _ in range(rows)]
frame["payload"] = [json.dumps({"n": int(random.integers(-2, 9)), **({"tags": ["a"] * int(random.integers(0, 4))} if random.random() < 0.8 else {}), "code": str(random.choice(["AB-1", "ab", "CD-22"]))}) for _ in range(rows)]
for column in ["paid", "payload"]:
    frame.loc[random.choice(rows, 13, replace=False), column] = None
text = frame.to_csv(index=False)
frame = pandas.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""])

schema = {
    "type": "object",
    "required": ["n", "tags"],
    "properties": {"n": {"minimum": 0}, "tags": {"maxItems": 2}, "code": {"pattern": "^[A-Z]{2}-[0-9]+$"}},
    "additionalProperties": False,
}

cases = [
    ({"column": "price", "required": True}, gxe.ExpectColumnValuesToNotBeNull(column="price")),
    ({"column": "price", "required": True, "mostly": 0.9}, gxe.ExpectColumnValuesToNotBeNull(column="price", mostly=0.9)),
    ({"column": "id", "unique": True}, gxe.ExpectColumnValuesToBeUnique(column="id")),
    ({"column": "code", "unique": True}, gxe.ExpectColumnValuesToBeUnique(column="code")),
    ({"column": "count", "unique": True}, gxe.ExpectColumnValuesToBeUnique(column="count")),
    ({"column": "price", "min": 40, "max": 1000}, gxe.ExpectColumnValuesToBeBetween(column="price", min_value=40)),
    ({"column": "count", "min": 4}, gxe.ExpectColumnValuesToBeBetween(column="count", min_value=4)),
    ({"column": "count", "exclusive_min": 4}, gxe.ExpectColumnValuesToBeBetween(column="count", min_value=4, strict_min=True)),
    ({"column": "count", "exclusive_max": 4}, gxe.ExpectColumnValuesToBeBetween(column="count", max_value=4, strict_max=True)),
    ({"column": "kind", "enum": ["red", "green"]}, gxe.ExpectColumnValuesToBeInSet(column="kind", value_set=["red", "green"])),
    ({"column": "kind", "enum": ["red", "green"], "mostly": 0.85}, gxe.ExpectColumnValuesToBeInSet(column="kind", value_set=["red", "green"], mostly=0.85)),
    ({"column": "kind", "not_enum": ["blue"]}, gxe.ExpectColumnValuesToNotBeInSet(column="kind", value_set=["blue"])),
    ({"column": "count", "not_enum": [3]}, gxe.ExpectColumnValuesToNotBeInSet(column="count", value_set=[3])),
    ({"column": "code", "pattern": "^[A-Z]{2}-"}, gxe.ExpectColumnValuesToMatchRegex(column="code", regex="^[A-Z]{2}-")),
    ({"column": "code", "not_pattern": "^x-"}, gxe.ExpectColumnValuesToNotMatchRegex(column="code", regex="^x-")),
    ({"column": "code", "any_pattern": ["^AB", "^x"]}, gxe.ExpectColumnValuesToMatchRegexList(column="code", regex_list=["^AB", "^x"], match_on="any")),
    ({"column": "code", "min_length": 5}, gxe.ExpectColumnValueLengthsToBeBetween(column="code", min_value=5)),
    ({"column": "code", "max_length": 5}, gxe.ExpectColumnValueLengthsToBeBetween(column="code", max_value=5)),
    ({"column": "paid", "format": "%d/%m/%Y"}, gxe.ExpectColumnValuesToMatchStrftimeFormat(column="paid", strftime_format="%d/%m/%Y")),
    ({"column": "paid", "format": "%m/%d/%Y", "mostly": 0.3}, gxe.ExpectColumnValuesToMatchStrftimeFormat(column="paid", strftime_format="%m/%d/%Y", mostly=0.3)),
    ({"column": "seen", "format": "%Y-%m-%d %H:%M:%S"}, gxe.ExpectColumnValuesToMatchStrftimeFormat(column="seen", strftime_format="%Y-%m-%d %H:%M:%S")),
    ({"column": "seen", "format": "%Y-%m-%d"}, gxe.ExpectColumnValuesToMatchStrftimeFormat(column="seen", strftime_format="%Y-%m-%d")),
    ({"column": "payload", "json_schema": schema}, gxe.ExpectColumnValuesToMatchJsonSchema(column="payload", json_schema=schema)),
    ({"column": "payload", "json_schema": schema, "mostly": 0.1}, gxe.ExpectColumnValuesToMatchJsonSchema(column="payload", json_schema=schema, mostly=0.1)),
    ({"column": "step", "increasing": True}, gxe.ExpectColumnValuesToBeIncreasing(column="step")),
    ({"column": "step", "increasing": "strict"}, gxe.ExpectColumnValuesToBeIncreasing(column="step", strictly=True)),
    ({"column": "step", "decreasing": True}, gxe.ExpectColumnValuesToBeDecreasing(column="step")),
    ({"column": "id", "increasing": "strict"}, gxe.ExpectColumnValuesToBeIncreasing(column="id", strictly=True)),
    ({"column": "price", "zscore": {"max": 3}}, gxe.ExpectColumnValueZScoresToBeLessThan(column="price", threshold=3, double_sided=True)),
    ({"column": "price", "zscore": {"max": 1}}, gxe.ExpectColumnValueZScoresToBeLessThan(column="price", threshold=1, double_sided=True)),
    ({"unique": ["count", "group"]}, gxe.ExpectCompoundColumnsToBeUnique(column_list=["count", "group"])),
    ({"unique": ["kind", "price", "group"]}, gxe.ExpectCompoundColumnsToBeUnique(column_list=["kind", "price", "group"])),
    ({"expression": "price > cost"}, gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A="price", column_B="cost", ignore_row_if="either_value_is_missing")),
    ({"expression": "price >= cost", "mostly": 0.9}, gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A="price", column_B="cost", or_equal=True, mostly=0.9, ignore_row_if="either_value_is_missing")),
    ({"expression": "count = \"group\""}, gxe.ExpectColumnPairValuesToBeEqual(column_A="count", column_B="group", ignore_row_if="either_value_is_missing")),
    ({"expression": "count + \"group\" = 9"}, gxe.ExpectMulticolumnSumToEqual(column_list=["count", "group"], sum_total=9, ignore_row_if="any_value_is_missing")),
]
aggregates = [
    ("mean", "price", gxe.ExpectColumnMeanToBeBetween),
    ("median", "price", gxe.ExpectColumnMedianToBeBetween),
    ("sum", "price", gxe.ExpectColumnSumToBeBetween),
    ("std", "price", gxe.ExpectColumnStdevToBeBetween),
    ("min_value", "price", gxe.ExpectColumnMinToBeBetween),
    ("max_value", "price", gxe.ExpectColumnMaxToBeBetween),
    ("distinct", "kind", gxe.ExpectColumnUniqueValueCountToBeBetween),
    ("distinct", "code", gxe.ExpectColumnUniqueValueCountToBeBetween),
    ("distinct", "count", gxe.ExpectColumnUniqueValueCountToBeBetween),
]
tables = [
    ({"row_count": {"min": 200, "max": 200}}, gxe.ExpectTableRowCountToBeBetween(min_value=200, max_value=200)),
    ({"row_count": {"min": 201}}, gxe.ExpectTableRowCountToBeBetween(min_value=201)),
    ({"columns": {"count": {"max": 7}}}, gxe.ExpectTableColumnCountToBeBetween(max_value=7)),
    ({"columns": {"include": ["id", "kind"]}}, gxe.ExpectTableColumnsToMatchSet(column_set=["id", "kind"], exact_match=False)),
    ({"columns": {"exact": ["id", "kind"]}}, gxe.ExpectTableColumnsToMatchSet(column_set=["id", "kind"])),
    ({"columns": {"exact": list(frame.columns[::-1])}}, gxe.ExpectTableColumnsToMatchSet(column_set=list(frame.columns[::-1]))),
    ({"columns": {"ordered": list(frame.columns)}}, gxe.ExpectTableColumnsToMatchOrderedList(column_list=list(frame.columns))),
    ({"columns": {"ordered": list(frame.columns[::-1])}}, gxe.ExpectTableColumnsToMatchOrderedList(column_list=list(frame.columns[::-1]))),
    ({"column": "kind", "values": {"exact": ["red", "green", "blue"]}}, gxe.ExpectColumnDistinctValuesToEqualSet(column="kind", value_set=["red", "green", "blue"])),
    ({"column": "kind", "values": {"exact": ["red", "green"]}}, gxe.ExpectColumnDistinctValuesToEqualSet(column="kind", value_set=["red", "green"])),
    ({"column": "kind", "values": {"include": ["red", "green"]}}, gxe.ExpectColumnDistinctValuesToContainSet(column="kind", value_set=["red", "green"])),
    ({"column": "kind", "values": {"include": ["red", "black"]}}, gxe.ExpectColumnDistinctValuesToContainSet(column="kind", value_set=["red", "black"])),
    ({"column": "group", "values": {"include": [0, 11]}}, gxe.ExpectColumnDistinctValuesToContainSet(column="group", value_set=[0, 11])),
    ({"column": "kind", "most_frequent": {"enum": ["red"]}}, gxe.ExpectColumnMostCommonValueToBeInSet(column="kind", value_set=["red"])),
    ({"column": "kind", "most_frequent": {"enum": ["green", "blue"]}}, gxe.ExpectColumnMostCommonValueToBeInSet(column="kind", value_set=["green", "blue"])),
    ({"column": "kind", "missing": {"max": "6%"}}, gxe.ExpectColumnProportionOfNonNullValuesToBeBetween(column="kind", min_value=0.94)),
    ({"column": "kind", "missing": {"max": "7%"}}, gxe.ExpectColumnProportionOfNonNullValuesToBeBetween(column="kind", min_value=0.93)),
    ({"column": "code", "distinct": {"min": "80%"}}, gxe.ExpectColumnProportionOfUniqueValuesToBeBetween(column="code", min_value=0.8)),
    ({"column": "count", "distinct": {"max": "5%"}}, gxe.ExpectColumnProportionOfUniqueValuesToBeBetween(column="count", max_value=0.05)),
]
empty = [
    ({"column": "price", "min": 1000}, gxe.ExpectColumnValuesToBeBetween(column="price", min_value=1000)),
    ({"column": "price", "mean": {"min": 0}}, gxe.ExpectColumnMeanToBeBetween(column="price", min_value=0)),
]

context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = gx.data_context.types.base.ProgressBarsConfig(globally=False)
source = context.data_sources.add_pandas("pandas")


def batch_of(name, data):
    asset = source.add_dataframe_asset(name)
    return asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": data})


batch = batch_of("data", frame)
form = {"result_format": "COMPLETE", "unexpected_index_column_names": None}


def judge(check, expectation, at=batch):
    found = at.validate(expectation, result_format="COMPLETE")
    result = found["result"]
    if found["exception_info"].get("raised_exception"):
        raise RuntimeError(found["exception_info"])
    told = {"check": check, "success": bool(found["success"])}
    if "element_count" in result and "unexpected_count" in result:
        missing = result.get("missing_count") or 0
        told["failed"] = int(result["unexpected_count"])
        told["considered"] = int(result["element_count"] - (0 if "required" in check else missing))
        rows = result.get("unexpected_index_list")
        told["rows"] = sorted(int(row) for row in rows) if rows is not None else []
    return told


def observe(constraint, column, expectation):
    found = batch.validate(expectation(column=column, min_value=-1e9, max_value=1e9))
    return {"constraint": constraint, "column": column, "value": float(found["result"]["observed_value"])}


quantiles = [0.05, 0.5, 0.9]
trap = judge({}, gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A="price", column_B="cost", ignore_row_if="neither"))
nothing = batch_of("nothing", frame.assign(price=numpy.nan))
golden = {
    "tool": f"great_expectations {gx.__version__}, pandas {pandas.__version__}, numpy {numpy.__version__}",
    "csv": text,
    "rows": [judge(*case) for case in cases],
    "tables": [judge(*case) for case in tables],
    "statistics": [observe(*case) for case in aggregates],
    "quantiles": {str(each): float(frame["price"].quantile(each)) for each in quantiles},
    "correlation": float(frame["price"].corr(frame["cost"])),
    "duplicates": int(frame[["count", "group"]].duplicated().sum()),
    "all_missing": [{"check": check, "success": bool(nothing.validate(each)["success"])} for check, each in empty],
    "pair_trap": {
        "expression": "price > cost",
        "failed": trap["failed"],
        "missing_one": int((frame["price"].isna() | frame["cost"].isna()).sum()),
    },
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=1) + "\n")
