"""What fairlearn makes of the fairness of predictions by group, for test/gate/fairness.test.ts.

Run with fairlearn 0.15, scikit-learn 1.9 and statsmodels 0.15 (Newcombe's interval); writes test/golden/fairness.json, which names the versions it was made with.
"""

import json
import pathlib
import warnings

import fairlearn
import sklearn
import statsmodels
from fairlearn import metrics
from statsmodels.stats.proportion import confint_proportions_2indep

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
NAMES = [
    f"{stem}_{kind}"
    for stem in ("demographic_parity", "equalized_odds", "equal_opportunity")
    for kind in ("difference", "ratio")
]


def uniforms(seed, count):
    """Lehmer's generator, the same in test/statistics/make-values.ts."""
    values = []
    for _ in range(count):
        seed = 16807 * seed % 2147483647
        values.append(seed / 2147483647)
    return values


def case(seed, count, groups, weighted):
    group = [int(u * groups) for u in uniforms(seed, count)]
    actual = [int(u < 0.3 + 0.1 * g) for u, g in zip(uniforms(seed + 1, count), group)]
    predicted = [
        int(0.3 * a + 0.06 * g + 0.7 * u > 0.5)
        for a, g, u in zip(actual, group, uniforms(seed + 2, count))
    ]
    weights = [0.5 + u for u in uniforms(seed + 3, count)] if weighted else None
    values = {
        name: float(
            getattr(metrics, name)(
                actual, predicted, sensitive_features=group, sample_weight=weights
            )
        )
        for name in NAMES
    }
    return {
        "seed": seed,
        "rows": count,
        "groups": groups,
        "group": group,
        "actual": actual,
        "predicted": predicted,
        "weights": weights,
        "values": values,
    }


cases = [
    case(3, 120, 2, False),
    case(5, 300, 3, False),
    case(7, 400, 5, False),
    case(9, 200, 2, True),
    case(13, 250, 4, True),
]
newcombe = [
    [a, n, b, m, *map(float, confint_proportions_2indep(a, n, b, m, compare="diff", method="newcomb"))]
    for a, n, b, m in [(56, 70, 48, 80), (9, 10, 3, 10), (10, 10, 0, 20), (0, 30, 0, 50), (400, 1000, 700, 1200)]
]
versions = {"fairlearn": fairlearn.__version__, "scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__}
text = json.dumps({"versions": versions, "cases": cases, "newcombe": newcombe}, separators=(",", ":"))
(here / "fairness.json").write_text(text + "\n")
