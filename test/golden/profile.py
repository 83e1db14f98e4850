"""Statistics of columns by pandas and numpy, for test/profile/profile-table.test.ts.

Run from the repository's root with pandas 2 or 3 and numpy 2; writes test/fixtures/profile/mixed.csv (made from a
fixed generator, no real data) and test/golden/profile.json, which names the versions it was made with.
"""

import json
import pathlib

import numpy
import pandas

root = pathlib.Path(__file__).parent
samples = root.parent.parent / "node_modules/@observablehq/sample-datasets"
mixed = root.parent / "fixtures/profile/mixed.csv"


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
                "counts": {str(k): int(v) for k, v in texts[name].value_counts().items() if v >= 10},
            }
            for name in texts
        },
    }


write_mixed()
golden = {
    "tool": f"pandas {pandas.__version__}, numpy {numpy.__version__}",
    "diamonds": describe_file(samples / "diamonds.csv"),
    "penguins": describe_file(samples / "penguins.csv"),
    "mixed": describe_file(mixed),
}
(root / "profile.json").write_text(json.dumps(golden, indent=1) + "\n")
