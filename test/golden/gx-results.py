"""What Great Expectations returns for a suite, for test/suites/gx-results.test.ts.

Run with great_expectations 1.24.1. Without arguments it writes test/golden/gx-results.json: the table as CSV, the suite,
and the ExpectationSuiteValidationResult of its own run. With the path of a file that `validate-data` wrote for the input
`gx-results`, it loads that with Great Expectations' schema and renders it as a page of its Data Docs.
"""

import io
import json
import pathlib
import sys
import warnings

import great_expectations as gx
import pandas

warnings.filterwarnings("ignore")
csv = """id,price,cost,kind,code
1,10.5,8,red,AB-1
2,20.5,30,green,AB-22
3,,4,blue,x-333
4,40.5,,red,CD-4
5,50.5,50.5,,x-5
6,60.5,7,green,
7,,,red,CD-77
8,80.5,8,green,AB-8
9,90.5,90.25,blue,AB-8
10,15.25,1,red,x-10
11,16.5,2,red,x-11
12,17.5,3,red,x-12
"""


def expect(name, severity="critical", **kwargs):
    return {"type": f"expect_{name}", "kwargs": kwargs, "severity": severity}


suite = {
    "name": "shop",
    "expectations": [
        expect("table_row_count_to_be_between", min_value=1, max_value=20),
        expect("table_row_count_to_equal", value=10),
        expect("column_values_to_not_be_null", column="id"),
        expect("column_values_to_not_be_null", column="price", mostly=0.8),
        expect("column_values_to_not_be_null", column="price", mostly=0.9),
        expect("column_values_to_be_null", column="price", mostly=0.1),
        expect("column_values_to_be_unique", column="code"),
        expect("column_values_to_be_in_set", "warning", column="kind", value_set=["red", "green"]),
        expect("column_values_to_be_between", column="price", min_value=20, max_value=80),
        expect("column_values_to_be_between", column="price", min_value=20, max_value=80, mostly=0.5),
        expect("column_values_to_match_regex", "info", column="code", regex="^[A-Z]"),
        expect("column_value_lengths_to_be_between", column="code", min_value=4, max_value=5),
        expect("column_values_to_be_between", column="price", min_value=20, row_condition='kind == "red"', condition_parser="pandas"),
        expect("compound_columns_to_be_unique", column_list=["kind", "id"]),
        expect("column_pair_values_a_to_be_greater_than_b", column_A="price", column_B="cost"),
        expect("column_mean_to_be_between", column="price", min_value=40, max_value=41),
        expect("column_sum_to_be_between", column="price", max_value=300),
        expect("column_unique_value_count_to_be_between", column="kind", min_value=3, max_value=3),
        expect("column_proportion_of_unique_values_to_be_between", column="kind", max_value=0.2),
        expect("column_proportion_of_non_null_values_to_be_between", column="price", min_value=0.8),
        expect("column_max_to_be_between", column="price", max_value=100),
        expect("column_values_to_be_increasing", column="id"),
    ],
}


def run():
    frame = pandas.read_csv(io.StringIO(csv), keep_default_na=False, na_values=[""])
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("table")
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})
    expectations = gx.ExpectationSuite(name=suite["name"], expectations=suite["expectations"])
    result = batch.validate(expectations, result_format="SUMMARY").to_json_dict()
    answers = {"csv": csv, "suite": suite, "result": {key: result[key] for key in ("success", "statistics", "results")}}
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(answers, indent=1) + "\n")


def load(path):
    from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResultSchema
    from great_expectations.render.renderer import ValidationResultsPageRenderer
    from great_expectations.render.view import DefaultJinjaPageView

    given = json.loads(pathlib.Path(path).read_text())
    result = ExpectationSuiteValidationResultSchema().load(given)
    again = result.to_json_dict()
    assert again["statistics"] == given["statistics"] and again["success"] == given["success"]
    assert len(result.results) == len(given["results"])
    # Its Data Docs stop at a name that it does not know.
    result.results = [each for each in result.results if not each.expectation_config.type.startswith("mlops_")]
    page = DefaultJinjaPageView().render(ValidationResultsPageRenderer(run_info_at_end=True).render(result))
    print(result.success, result.statistics, f"Data Docs page of {len(page)} characters")


load(sys.argv[1]) if len(sys.argv) > 1 else run()
