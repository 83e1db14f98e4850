"""Verdicts and counts of dbt's data tests on a small table in DuckDB, for test/suites/dbt.test.ts.

Run with dbt-core 1.10.23, dbt-duckdb 1.11.1 (DuckDB 2.0.0), with dbt_utils 1.4.1, dbt_expectations 0.10.9 and dbt_date
as folders: `python dbt.py <dbt_utils> <dbt_expectations> <dbt_date>`. Writes test/golden/dbt.json: the table as CSV,
and for each test its status (pass, warn, fail) and how many failures there were.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

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
10,15.25,1,red,x-10,2024-10-14, 
"""
kinds = "name\nred\ngreen\ngrey\n"
types = dict(id="BIGINT", price="DOUBLE", cost="BIGINT", kind="VARCHAR", code="VARCHAR", day="DATE", note="VARCHAR")
names = list(types)


def test(name, column=None, config=None, **arguments):
    entry = {name: {key: value for key, value in (("arguments", arguments), ("config", config)) if value}} if arguments or config else name
    return {"column": column, "entry": entry}


def utils(name, column=None, config=None, **arguments):
    return test(f"dbt_utils.{name}", column, config, **arguments)


def expect(name, column=None, config=None, **arguments):
    return test(f"dbt_expectations.{name}", column, config, **arguments)


tests = [
    test("not_null", "id"),
    test("not_null", "price"),
    test("not_null", "price", {"severity": "warn"}),
    test("not_null", "price", {"error_if": "> 2"}),
    test("not_null", "price", {"error_if": "> 1", "warn_if": "> 0"}),
    test("not_null", "price", {"error_if": ">= 3", "warn_if": "> 1"}),
    test("not_null", "price", {"error_if": "< 2", "warn_if": "> 5"}),
    test("not_null", "price", {"error_if": "<= 2", "warn_if": "= 2"}),
    test("not_null", "price", {"error_if": "> 1", "limit": 1}),
    test("not_null", "price", {"where": "kind = 'blue'"}),
    test("not_null", "price", {"where": "kind = 'green'"}),
    {"column": "price", "entry": {"not_null": {"severity": "warn", "where": "id < 5"}}},
    {"column": "price", "entry": {"name": "prices", "test_name": "not_null", "config": {"warn_if": ">2", "error_if": ">2"}}},
    test("unique", "id"),
    test("unique", "code"),
    test("unique", "code", {"where": "id < 9"}),
    test("accepted_values", "kind", values=["red", "green", "blue"]),
    test("accepted_values", "kind", values=["red", "green"]),
    test("accepted_values", "kind", {"severity": "warn"}, values=["red", "green"]),
    test("accepted_values", "cost", values=[1, 4, 7, 8, 30, 50, 90], quote=False),
    test("accepted_values", "cost", values=[1, 4, 7, 8], quote=False),
    {"column": "kind", "entry": {"accepted_values": {"values": ["red"], "where": "id = 1"}}},
    test("relationships", "kind", to="ref('kinds')", field="name"),
    test("relationships", "kind", {"error_if": "> 2"}, to="ref('kinds')", field="name"),
    test("relationships", "kind", {"where": "id < 3"}, to="ref('kinds')", field="name"),
    utils("relationships_where", "kind", to="ref('kinds')", field="name", from_condition="id < 3"),
    utils("relationships_where", "kind", to="ref('kinds')", field="name", from_condition="id < 4"),
    utils("equal_rowcount", compare_model="ref('shop')"),
    utils("equal_rowcount", compare_model="ref('kinds')"),
    expect("expect_table_row_count_to_equal_other_table", compare_model="ref('shop')"),
    expect("expect_table_row_count_to_equal_other_table", compare_model="ref('kinds')"),
    utils("not_accepted_values", "kind", values=["grey"]),
    utils("not_accepted_values", "kind", values=["red"]),
    utils("expression_is_true", expression="price >= cost"),
    utils("expression_is_true", expression="price > 0"),
    utils("expression_is_true", "price", expression="> 15"),
    utils("expression_is_true", "price", {"error_if": "> 1"}, expression="> 15"),
    utils("accepted_range", "price", min_value=10.5, max_value=90.5),
    utils("accepted_range", "price", min_value=10.5, max_value=90.5, inclusive=False),
    utils("accepted_range", "price", {"error_if": "> 3"}, min_value=20, max_value=80),
    utils("accepted_range", "price", min_value="cost"),
    utils("accepted_range", "day", max_value="'2024-06-30'"),
    utils("not_null_proportion", "price", at_least=0.8),
    utils("not_null_proportion", "price", at_least=0.81),
    utils("not_null_proportion", "price", at_least=0.5, at_most=0.79),
    utils("unique_combination_of_columns", combination_of_columns=["kind", "id"]),
    utils("unique_combination_of_columns", combination_of_columns=["kind", "note"]),
    utils("unique_combination_of_columns", None, {"where": "id < 8"}, combination_of_columns=["kind", "note"]),
    utils("not_constant", "kind"),
    utils("not_constant", "kind", {"where": "kind = 'red'"}),
    utils("not_empty_string", "note"),
    utils("not_empty_string", "note", trim_whitespace=False),
    utils("at_least_one", "price"),
    utils("at_least_one", "price", {"where": "id IN (3, 7)"}),
    utils("recency", field="day", datepart="day", interval=1),
    utils("recency", field="day", datepart="week", interval=9999),
    expect("expect_column_to_exist", "price"),
    expect("expect_column_to_exist", column_name="more"),
    expect("expect_table_columns_to_match_set", column_list=names[::-1]),
    expect("expect_table_columns_to_match_set", column_list=names[:3]),
    expect("expect_table_columns_to_match_ordered_list", column_list=names),
    expect("expect_table_columns_to_match_ordered_list", column_list=names[::-1]),
    expect("expect_table_columns_to_contain_set", column_list=names[:3]),
    expect("expect_table_columns_to_contain_set", column_list=["id", "more"]),
    expect("expect_table_column_count_to_be_between", min_value=3, max_value=7),
    expect("expect_table_column_count_to_be_between", min_value=8),
    expect("expect_table_column_count_to_equal", value=7),
    expect("expect_table_column_count_to_equal", value=6),
    expect("expect_table_row_count_to_be_between", min_value=1, max_value=10),
    expect("expect_table_row_count_to_be_between", max_value=10, strictly=True),
    expect("expect_table_row_count_to_be_between", max_value=3, row_condition="kind = 'red'"),
    expect("expect_table_row_count_to_equal", value=10),
    expect("expect_table_row_count_to_equal", value=11),
    expect("expect_column_values_to_not_be_null", "id"),
    expect("expect_column_values_to_not_be_null", "price"),
    expect("expect_column_values_to_not_be_null", "price", row_condition="kind = 'green'"),
    expect("expect_column_values_to_be_null", "price"),
    expect("expect_column_values_to_be_null", "price", row_condition="id = 3"),
    expect("expect_column_values_to_be_unique", "id"),
    expect("expect_column_values_to_be_unique", "code"),
    expect("expect_column_values_to_be_of_type", "id", column_type="BIGINT"),
    expect("expect_column_values_to_be_of_type", "kind", column_type="varchar"),
    expect("expect_column_values_to_be_of_type", "kind", column_type="date"),
    expect("expect_column_values_to_be_of_type", "day", column_type="date"),
    expect("expect_column_values_to_be_in_set", "kind", value_set=["red", "green", "blue"]),
    expect("expect_column_values_to_be_in_set", "kind", value_set=["red", "green", "blue"], row_condition="id < 5"),
    expect("expect_column_values_to_be_in_set", "kind", {"error_if": "> 2"}, value_set=["red", "green"]),
    expect("expect_column_values_to_be_in_set", "cost", value_set=[1, 4, 7, 8], quote_values=False),
    expect("expect_column_values_to_not_be_in_set", "kind", value_set=["grey"]),
    expect("expect_column_distinct_values_to_be_in_set", "kind", value_set=["red", "green", "blue"]),
    expect("expect_column_distinct_values_to_be_in_set", "kind", value_set=["red", "green", "blue"], row_condition="id < 5"),
    expect("expect_column_distinct_values_to_contain_set", "kind", value_set=["red", "green"]),
    expect("expect_column_distinct_values_to_contain_set", "kind", value_set=["red", "grey"]),
    expect("expect_column_distinct_values_to_equal_set", "kind", value_set=["red", "green", "blue"]),
    expect("expect_column_distinct_values_to_equal_set", "kind", value_set=["red", "green", "blue"], row_condition="id < 5"),
    expect("expect_column_most_common_value_to_be_in_set", "kind", value_set=["red", "blue"], top_n=1),
    expect("expect_column_most_common_value_to_be_in_set", "kind", value_set=["green", "blue"], top_n=1),
    expect("expect_column_values_to_not_be_in_set", "kind", value_set=["red"]),
    expect("expect_column_values_to_be_between", "price", min_value=10.5, max_value=90.5),
    expect("expect_column_values_to_be_between", "price", min_value=10.5, max_value=90.5, strictly=True),
    expect("expect_column_values_to_be_between", "price", min_value=20, row_condition="kind = 'red'"),
    expect("expect_column_value_lengths_to_be_between", "code", min_value=3, max_value=5),
    expect("expect_column_value_lengths_to_be_between", "code", min_value=4, max_value=4),
    expect("expect_column_value_lengths_to_be_between", "code", min_value=4, strictly=True),
    expect("expect_column_value_lengths_to_equal", "code", value=4),
    expect("expect_column_value_lengths_to_equal", "code", value=4, row_condition="id = 1"),
    expect("expect_column_values_to_match_regex", "code", regex="^[A-Zx]"),
    expect("expect_column_values_to_match_regex", "code", regex="^[a-z]"),
    expect("expect_column_values_to_match_regex", "code", regex="^[a-z]", flags="i"),
    expect("expect_column_values_to_not_match_regex", "code", regex="^z"),
    expect("expect_column_values_to_not_match_regex", "code", regex="8$"),
    expect("expect_column_values_to_match_regex_list", "code", regex_list=["^[A-Z]", "^x"]),
    expect("expect_column_values_to_match_regex_list", "code", regex_list=["^AB", "^x"]),
    expect("expect_column_values_to_match_regex_list", "code", regex_list=["-", "[0-9]"], match_on="all"),
    expect("expect_column_values_to_match_regex_list", "code", regex_list=["^A", "-"], match_on="all"),
    expect("expect_column_values_to_match_like_pattern", "code", like_pattern="%-%"),
    expect("expect_column_values_to_match_like_pattern", "code", like_pattern="A%"),
    expect("expect_column_values_to_not_match_like_pattern", "code", like_pattern="z%"),
    expect("expect_column_values_to_not_match_like_pattern", "code", like_pattern="AB%"),
    expect("expect_column_values_to_match_like_pattern_list", "code", like_pattern_list=["AB%", "x%", "CD%"]),
    expect("expect_column_values_to_match_like_pattern_list", "code", like_pattern_list=["A%", "%8"], match_on="all"),
    expect("expect_column_values_to_not_match_like_pattern_list", "code", like_pattern_list=["A%", "%8"]),
    expect("expect_column_values_to_not_match_like_pattern_list", "code", like_pattern_list=["y%", "%z"], match_on="all"),
    expect("expect_column_pair_values_to_be_equal", column_A="price", column_B="price"),
    expect("expect_column_pair_values_to_be_equal", column_A="price", column_B="cost"),
    expect("expect_column_pair_values_A_to_be_greater_than_B", column_A="price", column_B="cost"),
    expect("expect_column_pair_values_A_to_be_greater_than_B", column_A="price", column_B="cost", or_equal=True, row_condition="id <> 2"),
    expect("expect_column_pair_values_to_be_in_set", column_A="kind", column_B="id", value_pairs_set=[["'red'", 1], ["'green'", 2]], row_condition="id < 3"),
    expect("expect_column_pair_values_to_be_in_set", column_A="kind", column_B="id", value_pairs_set=[["'red'", 1]]),
    expect("expect_compound_columns_to_be_unique", column_list=["kind", "id"]),
    expect("expect_compound_columns_to_be_unique", column_list=["kind", "note"]),
    expect("expect_compound_columns_to_be_unique", column_list=["price", "cost"]),
    expect("expect_compound_columns_to_be_unique", column_list=["price", "kind"], ignore_row_if="any_value_is_missing"),
    expect("expect_select_column_values_to_be_unique_within_record", column_list=["id", "cost"], row_condition="id < 7"),
    expect("expect_select_column_values_to_be_unique_within_record", column_list=["id", "cost"]),
    expect("expect_select_column_values_to_be_unique_within_record", column_list=["id", "cost"], ignore_row_if="any_value_is_missing"),
    expect("expect_select_column_values_to_be_unique_within_record", column_list=["kind", "code", "note"]),
    expect("expect_select_column_values_to_be_unique_within_record", column_list=["kind", "code"], row_condition="id < 4"),
    expect("expression_is_true", expression="price > cost"),
    expect("expression_is_true", expression="price > cost", row_condition="id > 2"),
    expect("expression_between", expression="price - cost", min_value=-10, max_value=60),
    expect("expression_between", expression="price - cost", min_value=-10, max_value=100, strictly=True),
    expect("expect_column_max_to_be_between", "price", max_value=90.5),
    expect("expect_column_max_to_be_between", "price", max_value=90.5, strictly=True),
    expect("expect_column_min_to_be_between", "price", min_value=10.5, max_value=11),
    expect("expect_column_min_to_be_between", "price", min_value=11),
    expect("expect_column_mean_to_be_between", "price", min_value=46, max_value=46.1),
    expect("expect_column_mean_to_be_between", "price", {"severity": "warn"}, max_value=46),
    expect("expect_column_median_to_be_between", "price", min_value=45.5, max_value=45.5),
    expect("expect_column_median_to_be_between", "price", max_value=45),
    expect("expect_column_stdev_to_be_between", "id", min_value=3.02, max_value=3.03),
    expect("expect_column_stdev_to_be_between", "id", max_value=3),
    expect("expect_column_sum_to_be_between", "price", min_value=368.75, max_value=368.75),
    expect("expect_column_sum_to_be_between", "price", max_value=368),
    expect("expect_column_quantile_values_to_be_between", "id", quantile=0.9, min_value=9, max_value=9.2),
    expect("expect_column_quantile_values_to_be_between", "id", quantile=0.9, max_value=9),
    expect("expect_column_unique_value_count_to_be_between", "kind", min_value=3, max_value=3),
    expect("expect_column_unique_value_count_to_be_between", "kind", min_value=4),
    expect("expect_column_proportion_of_unique_values_to_be_between", "kind", max_value=0.4),
    expect("expect_column_proportion_of_unique_values_to_be_between", "kind", max_value=0.3),
    expect("expect_column_distinct_count_to_equal", "kind", value=3),
    expect("expect_column_distinct_count_to_equal", "kind", value=4),
    expect("expect_column_distinct_count_to_be_greater_than", "kind", value=2),
    expect("expect_column_distinct_count_to_be_greater_than", "kind", value=3),
    expect("expect_column_distinct_count_to_be_less_than", "kind", value=4),
    expect("expect_column_distinct_count_to_be_less_than", "kind", value=3),
]


def schema(kept):
    columns = {name: {"name": name, "data_tests": []} for name in names}
    tables = []
    for each in kept:
        (columns[each["column"]]["data_tests"] if each["column"] else tables).append(each["entry"])
    return {"version": 2, "models": [{"name": "shop", "data_tests": tables, "columns": list(columns.values())}]}


def named(entry, index):
    """The same test under a name by which its result is found."""
    if isinstance(entry, str):
        return {entry: {"name": f"t{index}"}}
    if "test_name" in entry:
        return entry | {"name": f"t{index}"}
    ((key, content),) = entry.items()
    return {key: content | {"name": f"t{index}"}}


def run(packages):
    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "models").mkdir()
    (folder / "rows.csv").write_text(csv)
    files = {
        "dbt_project.yml": {"name": "golden", "profile": "golden", "version": "1.0", "vars": {"dbt_date:time_zone": "UTC"}},
        "profiles.yml": {"golden": {"target": "dev", "outputs": {"dev": {"type": "duckdb", "path": str(folder / "rows.duckdb")}}}},
        "packages.yml": {"packages": [{"local": str(pathlib.Path(each).resolve())} for each in packages]},
        "models/schema.yml": schema([each | {"entry": named(each["entry"], index)} for index, each in enumerate(tests)]),
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content))
    (folder / "models/shop.sql").write_text(
        f"select * from read_csv('{folder / 'rows.csv'}', header=true, columns={types}, nullstr='')"
    )
    (folder / "models/kinds.sql").write_text("select * from (values ('red'), ('green'), ('grey')) as kinds(name)")
    for command in (["deps"], ["build", "--threads", "1"]):
        subprocess.run(["dbt", *command, "--no-use-colors", "--profiles-dir", "."], cwd=folder, stdout=sys.stderr)
    results = json.loads((folder / "target/run_results.json").read_text())["results"]
    return {each["unique_id"].split(".")[2]: each for each in results}


results = run(sys.argv[1:])
answers = []
for index, each in enumerate(tests):
    result = results[f"t{index}"]
    assert result["status"] in ("pass", "warn", "fail"), (each, result["status"], result["message"])
    answers.append(each | {"status": result["status"], "failures": result["failures"]})
lines = ",\n".join(json.dumps(each) for each in answers)
head = json.dumps({"csv": csv, "kinds": kinds})[:-1]
pathlib.Path(__file__).with_suffix(".json").write_text(f'{head}, "tests": [\n{lines}\n]}}\n')
