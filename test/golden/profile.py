"""Statistics of columns by pandas and numpy, for test/profile/profile-table.test.ts.

Run from the repository's root with pandas 2 or 3, numpy 2 and scipy; writes test/fixtures/profile/mixed.csv and
related.csv (made from a fixed generator, no real data) and test/golden/profile.json, which names the versions it was
made with.
"""

import decimal
import itertools
import json
import pathlib

import numpy
import pandas
import scipy
from scipy.stats.contingency import association, crosstab

decimal.getcontext().prec = 60
root = pathlib.Path(__file__).parent
samples = root.parent.parent / "node_modules/@observablehq/sample-datasets"
mixed = root.parent / "fixtures/profile/mixed.csv"
related = root.parent / "fixtures/profile/related.csv"


def write_mixed():
    random = numpy.random.default_rng(7)
    rows = 3000
    frame = pandas.DataFrame(
        {
            "offset": 1e9 + random.normal(0, 1e-3, rows),
            "skewed": numpy.exp(random.normal(0, 3, rows)),
            "tiny": random.normal(0, 1, rows) * 1e-300,
            "count": random.poisson(3, rows),
            "signed": random.integers(-5, 6, rows) * 10**12,
            "constant": 7,
        }
    )
    frame.loc[random.choice(rows, 100, replace=False), "skewed"] = numpy.nan
    frame = pandas.concat([frame, frame.iloc[:25]])
    frame.to_csv(mixed, index=False)


def write_related():
    random = numpy.random.default_rng(11)
    rows = 2000
    x = random.normal(0, 1, rows)
    kind = random.integers(0, 5, rows)
    region = numpy.where(random.random(rows) < 0.7, kind, random.integers(0, 5, rows))
    day = numpy.datetime64("2024-01-01") + random.integers(0, 500, rows).astype("timedelta64[D]")
    frame = pandas.DataFrame(
        {
            "day": day,
            "at": day + random.integers(0, 86400, rows).astype("timedelta64[s]"),
            "x": x,
            "linear": 2 * x + random.normal(0, 0.5, rows),
            "monotone": numpy.exp(3 * x).round(3),
            "stars": random.integers(1, 6, rows),
            "by_kind": kind * 2.5 + random.normal(0, 1, rows),
            "kind": numpy.array(["a", "b", "c", "d", "e"])[kind],
            "region": numpy.array(["north", "south", "east", "west", "sea"])[region],
            "flag": numpy.where(x + random.normal(0, 1, rows) > 0, "true", "false"),
        }
    )
    gone = random.random(rows) < 0.1
    for name in ["linear", "kind"]:
        frame[name] = frame[name].mask(gone)
    for name in ["linear", "stars", "region", "flag"]:
        frame[name] = frame[name].mask(random.random(rows) < 0.03)
    frame["stars"] = frame["stars"].astype("Int64")
    frame.to_csv(related, index=False, date_format=None)


def describe_days(moments):
    days = pandas.Series(moments.dropna().dt.floor("D").unique()).sort_values()
    return {
        "days": (days.max() - days.min()).days + 1,
        "missing_days": (days.max() - days.min()).days + 1 - len(days),
        "largest_gap": int(days.diff().dt.days.max()),
    }


def corrected_cramers_v(left, right):
    present = left.notna() & right.notna()
    counts = crosstab(left[present].to_numpy(dtype=object), right[present].to_numpy(dtype=object)).count
    n = counts.sum()
    r, k = counts.shape
    phi2 = association(counts, method="cramer") ** 2 * (min(r, k) - 1)
    phi2 = max(0, phi2 - (r - 1) * (k - 1) / (n - 1))
    return float((phi2 / min(r - (r - 1) ** 2 / (n - 1) - 1, k - (k - 1) ** 2 / (n - 1) - 1)) ** 0.5)


def correlation_ratio(categories, values):
    present = categories.notna() & values.notna()
    groups = values[present].groupby(categories[present])
    between = (groups.count() * (groups.mean() - values[present].mean()) ** 2).sum()
    return float((between / ((values[present] - values[present].mean()) ** 2).sum()) ** 0.5)


def describe_relations():
    frame = pandas.read_csv(
        related, float_precision="round_trip", dtype={"flag": object}, parse_dates=["day", "at"]
    )
    numbers = ["x", "linear", "monotone", "stars", "by_kind"]
    categories = ["kind", "region", "flag"]
    pearson = frame[numbers].corr()
    spearman = frame[numbers].corr("spearman")
    missing = frame.isna()
    patterns = missing.value_counts()
    return {
        "pairs": [
            {"columns": [a, b], "pearson": float(pearson.loc[a, b]), "spearman": float(spearman.loc[a, b])}
            for a, b in itertools.combinations(numbers, 2)
        ]
        + [
            {"columns": [a, b], "cramers_v": corrected_cramers_v(frame[a], frame[b])}
            for a, b in itertools.combinations(categories, 2)
        ]
        + [
            {"columns": [a, b], "correlation_ratio": correlation_ratio(frame[b], frame[a].astype(float))}
            for a in numbers
            for b in categories
        ],
        "missing_patterns": sorted(
            (
                {"columns": [name for name, gone in zip(frame.columns, key) if gone], "rows": int(count)}
                for key, count in patterns.items()
                if any(key)
            ),
            key=lambda pattern: (-pattern["rows"], pattern["columns"]),
        ),
        "days": {"day": describe_days(frame["day"]), "at": describe_days(frame["at"])},
    }


def skewness(present):
    # In decimals: even long doubles lose most digits of values that are far from 0.
    exact = [decimal.Decimal(float(each)) for each in present]
    n = len(exact)
    mean = sum(exact) / n
    squares = sum((each - mean) ** 2 for each in exact)
    if squares == 0:
        return {}
    cubes = sum((each - mean) ** 3 for each in exact)
    found = float(n * decimal.Decimal(n - 1).sqrt() / (n - 2) * cubes / (squares * squares.sqrt()))
    scaled = pandas.Series((present - present.mean()) / numpy.abs(present).max() * 1e9)
    numpy.testing.assert_allclose(found, scaled.skew(), rtol=1e-5, atol=1e-6)
    return {"skewness": found}


def describe(values):
    present = values.dropna().to_numpy(dtype=float)
    lower, upper = numpy.quantile(present, [0.25, 0.75])
    fence = 1.5 * (upper - lower)
    counts, edges = numpy.histogram(present, bins=20)
    probabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
    return {
        "count": len(present),
        "missing": int(values.isna().sum()),
        "distinct": int(values.nunique()),
        "min": float(present.min()),
        "max": float(present.max()),
        "mean": float(numpy.longdouble(present.astype(numpy.longdouble).mean())),
        "std": float(present.astype(numpy.longdouble).std(ddof=1)),
        **skewness(present),
        "quantiles": {str(p): float(numpy.quantile(present, p)) for p in probabilities},
        "zeros": int((present == 0).sum()),
        "negatives": int((present < 0).sum()),
        "outliers": int(((present < lower - fence) | (present > upper + fence)).sum()),
        "histogram": {"edges": edges.tolist(), "counts": counts.tolist()},
    }


def describe_file(path):
    frame = pandas.read_csv(path, float_precision="round_trip")
    numbers = frame.select_dtypes("number")
    texts = frame.select_dtypes(exclude="number")
    return {
        "rows": len(frame),
        "duplicate_rows": int(frame.duplicated().sum()),
        "numbers": {name: describe(numbers[name]) for name in numbers},
        "texts": {
            name: {
                "missing": int(texts[name].isna().sum()),
                "distinct": int(texts[name].nunique()),
                "min_length": int(texts[name].dropna().str.len().min()),
                "max_length": int(texts[name].dropna().str.len().max()),
                "mean_length": float(texts[name].dropna().str.len().mean()),
                "counts": {str(k): int(v) for k, v in texts[name].value_counts().items() if v >= 10},
            }
            for name in texts
        },
    }


write_mixed()
write_related()
golden = {
    "tool": f"pandas {pandas.__version__}, numpy {numpy.__version__}, scipy {scipy.__version__}",
    "diamonds": describe_file(samples / "diamonds.csv"),
    "penguins": describe_file(samples / "penguins.csv"),
    "mixed": describe_file(mixed),
    "related": describe_relations(),
}
(root / "profile.json").write_text(json.dumps(golden, indent=1) + "\n")
