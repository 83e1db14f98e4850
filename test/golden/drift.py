"""Two-sample statistics by scipy and numpy and drift scores by Evidently, for test/statistics and test/checks.

Run with scipy 1.17, numpy 2.4, pandas 2 and evidently 0.7.21; writes test/golden/drift.json, which names the versions it was
made with. All data come from the Lehmer generator x = 16807 x mod 2147483647 (u = x / 2147483647), so that the tests
make the same ones.
"""

import json
import math
import pathlib
import warnings

warnings.filterwarnings("ignore")

import evidently
import numpy
import pandas
import scipy
from evidently.legacy.calculations.stattests import get_stattest
from evidently.legacy.core import ColumnType
from scipy import stats
from scipy.spatial import distance


def stream(seed):
    x = seed
    while True:
        x = 16807 * x % 2147483647
        yield x / 2147483647


def uniforms(seed, count):
    source = stream(seed)
    return [next(source) for _ in range(count)]


def box_muller(seed, count):
    u = uniforms(seed, 2 * count)
    return [math.sqrt(-2 * math.log(u[2 * i])) * math.cos(2 * math.pi * u[2 * i + 1]) for i in range(count)]


def sums(seed, count):
    """Sums of four uniform numbers: smooth, bounded, and the same to the last bit in every language."""
    u = uniforms(seed, 4 * count)
    return [u[4 * i] + u[4 * i + 1] + u[4 * i + 2] + u[4 * i + 3] for i in range(count)]


def make(recipe):
    kind, seed, count, scale, shift = recipe
    if kind == "normal":
        return [scale * each + shift for each in box_muller(seed, count)]
    if kind == "sums":
        return [scale * each + shift for each in sums(seed, count)]
    power = 1.2 if kind == "powers" else 1
    return [math.floor(scale * each**power) + shift for each in uniforms(seed, count)]


def counted(reference, current):
    keys = sorted(set(reference) | set(current))
    return [[list(side).count(key) for key in keys] for side in (reference, current)]


def binned(reference, current, integer):
    both = numpy.concatenate([reference, current])
    edges = numpy.histogram_bin_edges(both.astype(int) if integer else both, bins="sturges")
    return edges, [numpy.histogram(side, edges)[0] for side in (reference, current)]


def fill(shares):
    least = min(shares[shares != 0])
    return numpy.where(shares == 0, least / 10**6 if least <= 0.0001 else 0.0001, shares)


def divergences(counts):
    shares = [numpy.asarray(side) / sum(side) for side in counts]
    r, c = [fill(side) for side in shares]
    contingency = [pair for pair in zip(*counts) if sum(pair) > 0]
    expected = [each * sum(counts[1]) / sum(counts[0]) for each in counts[0]]
    present = [i for i, pair in enumerate(zip(*counts)) if sum(pair) > 0]
    goodness = stats.chisquare([counts[1][i] for i in present], [expected[i] for i in present])
    chi = stats.chi2_contingency(numpy.asarray(contingency))
    return {
        "counts": [[int(each) for each in side] for side in counts],
        "psi": float(((r - c) * numpy.log(r / c)).sum()),
        "kl": float(stats.entropy(r, c)),
        "js": float(distance.jensenshannon(*shares)),
        "js2": float(distance.jensenshannon(*shares, 2)),
        "l_infinity": float(max(abs(shares[0] - shares[1]))),
        "total_variation": float(abs(shares[0] - shares[1]).sum() / 2),
        "goodness": finite(goodness.statistic, goodness.pvalue),
        "contingency": finite(chi.statistic, chi.pvalue),
    }


def finite(statistic, p):
    return {"statistic": None if math.isinf(statistic) else float(statistic), "p": float(p)}


def case(reference, current):
    r, c = [numpy.asarray(make(each), dtype=float) for each in (reference, current)]
    integer = reference[0] == "floors"
    edges, counts = binned(r, c, integer)
    ks = stats.ks_2samp(r, c)
    distance_ = stats.wasserstein_distance(r, c)
    return {
        "reference": reference,
        "current": current,
        "first": [r[0], c[0]],
        "edges": {"count": len(edges) - 1, "first": edges[0], "last": edges[-1], "second": edges[1]},
        "ks": finite(ks.statistic, ks.pvalue),
        "wasserstein": float(distance_),
        "wasserstein_normed": float(distance_ / max(numpy.std(r), 0.001)),
        "binned": divergences(counts),
        **({"categories": divergences(counted(r, c))} if integer else {}),
    }


def cases():
    normal, other = ["normal", 1, 500, 1, 0], ["normal", 2, 400, 1.2, 0.3]
    yield case(normal, other)
    yield case(normal, ["normal", 3, 500, 1, 0])
    yield case(["floors", 7, 600, 4, 0], ["powers", 8, 450, 5, 0])
    seed = 10
    for sizes in [(3, 5), (10, 10), (40, 60), (200, 200), (500, 499), (1000, 800), (3000, 3000), (9999, 10000)]:
        for scale, shift in [(1, 0), (1.05, 0.01), (1.3, 0.5)]:
            yield case(["sums", seed, sizes[0], 1, 0], ["sums", seed + 1, sizes[1], scale, shift])
            seed += 2
    for sizes in [(20_000, 15), (20_000, 90), (12_000, 400), (20_000, 20_000), (11_000, 30_000)]:
        for scale, shift in [(1, 0), (1.01, 0.005), (1.1, 0.1)]:
            yield case(["sums", seed, sizes[0], 1, 0], ["sums", seed + 1, sizes[1], scale, shift])
            seed += 2
    for sizes, width in [((30, 50), 3), ((600, 450), 5), ((600, 600), 40), ((5000, 200), 12), ((12_000, 9000), 300)]:
        yield case(["floors", seed, sizes[0], width, 0], ["floors", seed + 1, sizes[1], width, 0])
        yield case(["floors", seed + 2, sizes[0], width, 0], ["floors", seed + 3, sizes[1], width + 1, 1])
        seed += 4


def known_categories():
    """The categories of the case above that the reference has."""
    reference = make(["floors", 7, 600, 4, 0])
    current = [each for each in make(["powers", 8, 450, 5, 0]) if each < 4]
    yield divergences(counted(reference, current))


def kolmogorov():
    for n in [1, 2, 3, 7, 20, 80, 140, 141, 300, 1000, 5000, 33_333, 100_000, 100_001]:
        for z in [0.3, 0.4, 0.55, 0.7, 0.85, 1, 1.2, 1.45, 1.5, 1.9, 2.1, 3, 5, 12]:
            x = z / math.sqrt(n)
            yield {"n": n, "x": x, "p": float(stats.kstwo.sf(x, n))}


def tails():
    for degrees in [1, 2, 3, 5, 16, 31, 99, 1000, 49_999]:
        for factor in [0.01, 0.5, 0.9, 0.99, 1, 1.001, 1.01, 1.1, 1.5, 3, 10]:
            x = degrees * factor
            yield {"degrees": degrees, "x": x, "p": float(stats.chi2.sf(x, degrees))}


def z_tests():
    for successes, count, others, size in [(123, 1000, 120, 800), (1, 30, 9, 40), (500, 1000, 500, 1000)]:
        p1, p2, pooled = successes / count, others / size, (successes + others) / (count + size)
        z = (p1 - p2) / math.sqrt(pooled * (1 - pooled) * (1 / count + 1 / size))
        yield {"reference": [successes, count], "current": [others, size], **finite(z, 2 * stats.norm.sf(abs(z)))}


def evidently_scores():
    seed = 1001
    for size in [(400, 300), (1000, 1200), (1001, 500), (4000, 3000)]:
        for kind, width, feature in [
            ("sums", 1, ColumnType.Numerical),
            ("floors", 2, ColumnType.Numerical),
            ("floors", 4, ColumnType.Numerical),
            ("floors", 15, ColumnType.Numerical),
            ("floors", 200, ColumnType.Numerical),
            ("floors", 2, ColumnType.Categorical),
            ("floors", 3, ColumnType.Categorical),
            ("floors", 30, ColumnType.Categorical),
        ]:
            for scale, shift in [(width, 0), (width * 1.15, 0)]:
                reference = [kind, seed, size[0], width, 0]
                current = [kind, seed + 1, size[1], scale, shift]
                seed += 2
                r, c = pandas.Series(make(reference)), pandas.Series(make(current))
                test = get_stattest(r, c, feature, None)
                result = test(r, c, feature, threshold=None)
                yield {
                    "reference": reference,
                    "current": current,
                    "feature": feature.value,
                    "method": test.name,
                    "score": float(result.drift_score),
                    "threshold": result.actual_threshold,
                    "drifted": bool(result.drifted),
                }


golden = {
    "versions": {
        "scipy": scipy.__version__,
        "numpy": numpy.__version__,
        "pandas": pandas.__version__,
        "evidently": evidently.__version__,
    },
    "cases": list(cases()),
    "counts": list(known_categories()),
    "kolmogorov": list(kolmogorov()),
    "chi_square": list(tails()),
    "z": list(z_tests()),
    "false_discovery": [
        {"p": p, "adjusted": stats.false_discovery_control(p).tolist()}
        for p in [[0.01, 0.04, 0.03, 0.005, 0.2], [0.5], [0.9, 0.04, 0.04, 1, 0.001, 0.02]]
    ],
    "evidently": list(evidently_scores()),
}
lines = []
for key, items in golden.items():
    if isinstance(items, list):
        listed = ",\n  ".join(json.dumps(each) for each in items)
        lines.append(f' "{key}": [\n  {listed}\n ]')
    else:
        lines.append(f' "{key}": {json.dumps(items)}')
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
