"""What scipy, statsmodels and plain numpy make of the gate's distributions, intervals and tests, for test/statistics.

Run with scipy 1.17, statsmodels 0.15 and numpy 2.4; writes test/golden/gate-*.json, each of which names the versions it
was made with.
"""

import json
import math
import pathlib

import numpy
import scipy
import statsmodels
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

here = pathlib.Path(__file__).parent
versions = {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "numpy": numpy.__version__}


def write(name, content):
    text = json.dumps({"versions": versions, **content}, separators=(",", ":"))
    (here / f"gate-{name}.json").write_text(text + "\n")


def uniforms(seed, count):
    """Lehmer's generator, the same in test/statistics/make-values.ts."""
    values = []
    for _ in range(count):
        seed = 16807 * seed % 2147483647
        values.append(seed / 2147483647)
    return values


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

ALPHAS = [0.4, 0.025, 0.0005]


def share(hits, rows):
    def both(method):
        return [list(proportion_confint(hits, rows, 2 * alpha, method)) for alpha in ALPHAS]

    return {"hits": hits, "rows": rows, "wilson": both("wilson"), "exact": both("beta")}


def tango_score(b, c, n, x):
    """Tango's statistic, the nuisance share (of rows that only the second gets right) by maximum likelihood."""

    more, less = max(0, x), max(0, -x)

    def derivative(extra):
        both = sum(count / chance for count, chance in [(b, more + extra), (c, less + extra)] if count > 0)
        return both - 2 * (n - b - c) / (1 - abs(x) - 2 * extra)

    high = (1 - abs(x)) / 2
    near = 1e-13 * high
    if derivative(near) <= 0:
        extra = 0
    elif derivative(high - near) >= 0:
        extra = high
    else:
        extra = optimize.brentq(derivative, near, high - near, xtol=1e-18, rtol=1e-15)
    return (b - c - n * x) / math.sqrt(n * (2 * (less + extra) + x - x * x))


def tango(b, c, n):
    def bound(goal, low, high):
        return optimize.brentq(lambda x: tango_score(b, c, n, x) - goal, low, high, xtol=1e-15, rtol=1e-14)

    d, edge = (b - c) / n, 1e-9
    bounds = []
    for alpha in ALPHAS:
        z = stats.norm.isf(alpha)
        bounds.append([bound(z, edge - 1, d), bound(-z, d, 1 - edge)])
    return {"first": b, "second": c, "rows": n, "bounds": bounds}


write(
    "shares",
    {
        "alphas": ALPHAS,
        "shares": [share(*each) for each in [(139, 200), (0, 20), (20, 20), (1, 3000), (499, 500), (70_000, 140_001)]],
        "tango": [
            tango(*each)
            for each in [(1, 7, 21), (47, 33, 200), (0, 5, 30), (9, 0, 10), (3, 3, 1000), (1, 0, 5000), (2100, 2000, 50_000)]
        ],
    },
)


def mean(values, weights=None, groups=None):
    """The mean of groups' shares by matrices: Bell and McCaffrey's variance and degrees of freedom."""
    y = numpy.array(values)
    w = numpy.ones(len(y)) if weights is None else numpy.array(weights)
    g = numpy.arange(len(y)) if groups is None else numpy.array(groups)
    h = numpy.bincount(g, w) / w.sum()
    m = (w * y).sum() / w.sum()
    u = numpy.bincount(g, w * (y - m)) / w.sum()
    out = numpy.eye(len(h)) - h
    v = out @ out.T * numpy.outer(h, h)
    variance = (u**2).sum() * (h**2).sum() / numpy.trace(v)
    df = numpy.trace(v) ** 2 / (v * v).sum()
    if weights is None and groups is None:
        assert abs(variance - stats.sem(y) ** 2) < 1e-12 * variance and abs(df - len(y) + 1) < 1e-9
    bounds = [[m - stats.t.isf(a, df) * variance**0.5, m + stats.t.isf(a, df) * variance**0.5] for a in ALPHAS]
    optional = {"weights": weights, "groups": groups}
    kept = {name: each for name, each in optional.items() if each is not None}
    return {"values": values, **kept, "value": m, "error": variance**0.5, "df": df, "bounds": bounds}


def skewed(values, weights=None):
    """Hall's transformation of the studentised mean (1992), turned round by root finding."""
    plain = mean(values, weights)
    y = numpy.array(values)
    w = numpy.ones(len(y)) if weights is None else numpy.array(weights)
    terms = w * (y - plain["value"])
    k = (terms**3).sum() / (terms**2).sum() ** 1.5

    def hall(t):
        return t + k * t**2 / 3 + k**2 * t**3 / 27 + k / 6

    def bound(p):
        t = optimize.brentq(lambda x: hall(x) - stats.t.ppf(p, plain["df"]), -200, 200, xtol=1e-14, rtol=1e-15)
        return plain["value"] - t * plain["error"]

    kept = {} if weights is None else {"weights": weights}
    return {"values": values, **kept, "bounds": [[bound(1 - a), bound(a)] for a in ALPHAS]}


ys = [round(100 * each) / 8 - 3 for each in uniforms(31, 40)]
ws = [1 + 3 * each for each in uniforms(32, 40)]
gs = [i % 7 if i < 20 else i % 4 for i in range(40)]
write(
    "means",
    {
        "alphas": ALPHAS,
        "means": [
            mean(ys),
            mean(ys[:2]),
            mean(ys, ws),
            mean(ys[:6], [5, 0.2, 0.3, 1, 1, 2]),
            mean(ys, None, gs),
            mean(ys, ws, gs),
            mean(ys, None, [i // 4 for i in range(40)]),
        ],
        "skewed": [
            skewed([round(-math.log(each), 6) for each in uniforms(33, 120)]),
            skewed([round(-math.log(each) ** 3, 6) for each in uniforms(34, 150)]),
            skewed([round(math.log(each), 6) for each in uniforms(35, 130)], [1 + 3 * each for each in uniforms(36, 130)]),
        ],
    },
)


def delong(seeds, rows, digits, weights=None, groups=None):
    """DeLong's covariance by all pairs of rows; with groups after Obuchowski 1997, with weights as a ratio."""
    positive = numpy.array(uniforms(seeds[0], rows)) < 0.4
    w = numpy.ones(rows) if weights is None else 1 + 3 * numpy.array(uniforms(weights, rows)).round(2)
    g = numpy.arange(rows) if groups is None else numpy.arange(rows) * 7 % groups
    both = []
    for seed, lift in zip(seeds[1:], [0.35, 0.25]):
        noise = (1 - lift) * numpy.array(uniforms(seed, rows))
        score = numpy.array([round(lift * p + u, digits) for p, u in zip(positive, noise)])
        x, y = score[positive][:, None], score[~positive][None, :]
        wins = (x > y) + 0.5 * (x == y)
        wx, wy = w[positive], w[~positive]
        auc = wx @ wins @ wy / wx.sum() / wy.sum()
        ofx = wx * (wins @ wy / wy.sum() - auc) / wx.sum()
        ofy = wy * (wx @ wins / wx.sum() - auc) / wy.sum()
        size = g.max() + 1
        both.append((auc, numpy.bincount(g[positive], ofx, size), numpy.bincount(g[~positive], ofy, size)))
    i10, i01, i = len(set(g[positive])), len(set(g[~positive])), len(set(g))

    def parts(a, b):
        cross = 0 if groups is None else i / (i - 1) * (a[1] @ b[2] + a[2] @ b[1])
        return i10 / (i10 - 1) * (a[1] @ b[1]), i01 / (i01 - 1) * (a[2] @ b[2]), cross

    def df(a):
        s10, s01, _ = parts(a, a)
        return min((s10 + s01) ** 2 / (s10**2 / (i10 - 1) + s01**2 / (i01 - 1)), i - 1)

    s = [[sum(parts(a, b)) for a in both] for b in both]
    d = tuple(a - b for a, b in zip(*both))
    error = sum(parts(d, d)) ** 0.5
    t = stats.t.isf(0.025, df(both[0]))
    p = both[0][0]
    logit, reach = math.log(p / (1 - p)), t * s[0][0] ** 0.5 / p / (1 - p)
    t = stats.t.isf(0.025, df(d))
    return {
        "seeds": seeds,
        "rows": rows,
        "digits": digits,
        "weights": weights,
        "groups": groups,
        "aucs": [both[0][0], both[1][0]],
        "covariance": s,
        "z": d[0] / error,
        "p": 2 * stats.norm.sf(abs(d[0] / error)),
        "first": [1 / (1 + math.exp(-(logit - reach))), 1 / (1 + math.exp(-(logit + reach)))],
        "difference": [d[0] - t * error, d[0] + t * error],
    }


write(
    "auc",
    {
        "cases": [
            delong([11, 12, 13], 200, 3),
            delong([14, 15, 16], 200, 1),
            delong([17, 18, 19], 40, 2, weights=23),
            delong([21, 22, 23], 300, 3, groups=41),
            delong([24, 25, 26], 300, 1, weights=27, groups=11),
            delong([28, 29, 30], 2500, 3),
        ]
    },
)


def discordance(b, c):
    exact, corrected = mcnemar([[5, b], [c, 5]], exact=True), mcnemar([[5, b], [c, 5]], exact=False, correction=True)
    return [b, c, float(exact.pvalue), float(corrected.statistic), float(corrected.pvalue)]


def signed_ranks(values):
    return {"values": values, "p": float(stats.wilcoxon(values).pvalue)}


fine = [each - 0.42 for each in uniforms(41, 80)]
coarse = [round(each, 1) for each in fine]
ps = [[0.01, 0.04, 0.03, 0.005, 0.2], [0.5, 0.5, 0.01], [0.9, 0.8], [0.03], uniforms(43, 30)]
write(
    "tests",
    {
        "mcnemar": [discordance(*each) for each in [(47, 33), (0, 9), (3, 3), (1, 0), (400, 350), (12_000, 11_500)]],
        "wilcoxon": [signed_ranks(each) for each in [fine, fine[:50], fine[:9], coarse, coarse[:30], [1.5]]],
        "holm": [{"p": each, "adjusted": list(multipletests(each, method="holm")[1])} for each in ps],
        "newcombe": [
            [*each, *confint_proportions_2indep(*each, method="newcomb", compare="diff")]
            for each in [(139, 200, 250, 400), (3, 50, 9, 60), (1, 1000, 2, 900)]
        ],
    },
)
