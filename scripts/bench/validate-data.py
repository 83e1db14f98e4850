"""The reference tools of `npm run bench validate-data`, each as a whole process: TOOL FILE; or with TOOL alone, what it does."""

import sys
from importlib import metadata

tool, file = (*sys.argv[1:], "")[:2]


def describe() -> str:
    """The versions, and how the tool reads: pandas reads texts in half of the time and memory where pyarrow is there."""
    name = {"great_expectations": "great-expectations"}.get(tool, tool)
    own = f"{tool} {metadata.version(name)}: "
    if tool == "duckdb":
        return own + "SUMMARIZE of read_csv, 2 threads"
    if tool == "polars":
        return own + "scan_csv with dates, describe(), all threads"
    try:
        arrow = f"with pyarrow {metadata.version('pyarrow')}"
    except metadata.PackageNotFoundError:
        arrow = "without pyarrow, as its installation leaves it"
    what = {
        "pandera": "schema.validate(lazy=True) of 10 checks",
        "great_expectations": "batch.validate of 10 expectations",
        "evidently": "Report([DataSummaryPreset()])",
    }
    return own + f"pandas {metadata.version('pandas')} {arrow}: read_csv, then {what[tool]}"



def duckdb() -> None:
    import duckdb

    connection = duckdb.connect(config={"threads": 2})
    connection.execute(f"SUMMARIZE SELECT * FROM read_csv('{file}')").fetchall()


def polars() -> None:
    import polars

    polars.scan_csv(file, try_parse_dates=True).describe()


def pandera() -> None:
    import pandas
    import pandera.pandas as pandera

    frame = pandas.read_csv(file, keep_default_na=False, na_values=[""])
    check, column = pandera.Check, pandera.Column
    pandera.DataFrameSchema(
        {
            "id": column(int, nullable=False, unique=True),
            "amount": column(float, [check.in_range(0, 1000), check(lambda each: 400 <= each.mean() <= 600)]),
            "country": column(str, check.isin(["DE", "FR", "US", "GB", "JP", "BR"]), nullable=True),
            "customer": column(str, check.str_matches("^user_[0-9]+$")),
            "age": column(float, check(lambda each: each.isna().mean() <= 0.05, ignore_na=False), nullable=True),
            "plan": column(str, check(lambda each: each.nunique() <= 3)),
            "quantity": column(int, check.ge(0)),
            "created_at": column(str, check(lambda each: each.max() <= "2027-01-01")),
        },
        checks=check(lambda frame: len(frame) >= 1000),
    ).validate(frame, lazy=True)


def great_expectations() -> None:
    import great_expectations as gx
    import great_expectations.expectations as expect
    import pandas

    frame = pandas.read_csv(file, keep_default_na=False, na_values=[""], parse_dates=["created_at"])
    context = gx.get_context(mode="ephemeral")
    batch = (
        context.data_sources.add_pandas("data")
        .add_dataframe_asset("data")
        .add_batch_definition_whole_dataframe("data")
        .get_batch({"dataframe": frame})
    )
    suite = gx.ExpectationSuite(
        "ten",
        expectations=[
            expect.ExpectTableRowCountToBeBetween(min_value=1000),
            expect.ExpectColumnValuesToNotBeNull(column="id"),
            expect.ExpectColumnValuesToBeUnique(column="id"),
            expect.ExpectColumnValuesToBeBetween(column="amount", min_value=0, max_value=1000),
            expect.ExpectColumnValuesToBeInSet(column="country", value_set=["DE", "FR", "US", "GB", "JP", "BR"]),
            expect.ExpectColumnValuesToMatchRegex(column="customer", regex="^user_[0-9]+$"),
            expect.ExpectColumnValuesToNotBeNull(column="age", mostly=0.95),
            expect.ExpectColumnUniqueValueCountToBeBetween(column="plan", max_value=3),
            expect.ExpectColumnMeanToBeBetween(column="amount", min_value=400, max_value=600),
            expect.ExpectColumnValuesToBeBetween(column="quantity", min_value=0),
        ],
    )
    assert batch.validate(suite).success


def evidently() -> None:
    import pandas
    from evidently import Report
    from evidently.presets import DataSummaryPreset

    frame = pandas.read_csv(file, keep_default_na=False, na_values=[""], parse_dates=["created_at"])
    Report([DataSummaryPreset()]).run(frame, None).json()


if file == "":
    print(describe())
else:
    globals()[tool]()
