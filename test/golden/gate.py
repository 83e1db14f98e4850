"""Distributions of scipy, for test/statistics.

Run with scipy 1.17, statsmodels 0.15 and numpy 2.4; writes test/golden/gate-*.json, each of which names the versions it
was made with.
"""

import json
import pathlib

import numpy
import scipy
import statsmodels
from scipy import stats

here = pathlib.Path(__file__).parent
versions = {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "numpy": numpy.__version__}


def write(name, content):
    text = json.dumps({"versions": versions, **content}, separators=(",", ":"))
    (here / f"gate-{name}.json").write_text(text + "\n")


PS = [1e-300, 1e-20, 1e-9, 1e-4, 0.0125, 0.025, 0.05, 0.2, 0.4, 0.499, 0.5, 0.6, 0.8, 0.975, 0.9999, 1 - 1e-9]
XS = [-30, -8.5, -3, -1.96, -0.5, -0.01, 0, 1e-5, 0.3, 1, 1.96, 4, 7]
DEGREES = [0.5, 1, 1.5, 2, 3, 4.7, 9, 29, 30.5, 199, 4999, 1e6]
SHAPES = [(0.5, 0.5), (1, 5), (5, 1), (3, 198), (139, 62), (62.5, 139.25), (1, 1e6), (2e4, 3e5), (5e5, 3)]

write(
    "distributions",
    {
        "normal": {
            "quantile": [[p, stats.norm.ppf(p)] for p in PS],
            "cdf": [[x, stats.norm.cdf(x)] for x in XS],
        },
        "t": {
            "quantile": [[p, df, stats.t.ppf(p, df)] for df in DEGREES for p in PS if p > 1e-15],
            "cdf": [[x, df, stats.t.cdf(x, df)] for df in DEGREES for x in XS],
        },
        "beta": {
            "quantile": [[p, a, b, stats.beta.ppf(p, a, b)] for a, b in SHAPES for p in PS if p > 1e-15],
            "tails": [
                [x, a, b, stats.beta.cdf(x, a, b), stats.beta.sf(x, a, b)]
                for a, b in SHAPES
                for x in [1e-7, 0.001, 0.0625, 0.25, 0.4, 0.5, 0.7, 0.9, 0.999]
            ],
        },
    },
)
