"""Golden values of src/statistics/bootstrap.ts: run with Python, scipy 1.17.1, scikit-learn 1.9.1; prints bootstrap.json.

scipy's `bootstrap` draws the given indices here in place of its own.
"""

import json

import numpy as np
import scipy
import sklearn
from scipy import stats
from scipy.stats import _resampling
from sklearn import metrics as m


def stream(seed, n):
    """The minimal standard generator, so that the numbers can be made anywhere."""
    x, values = seed, []
    for _ in range(n):
        x = 16807 * x % 2147483647
        values.append(x / 2147483647)
    return np.array(values)


rows, resamples = 200, 2000
u11, u12, u13, u99 = stream(11, rows), stream(12, rows), stream(13, rows), stream(99, rows * resamples)
indices = np.floor(rows * u99).astype(int).reshape(resamples, rows)
y = (u11 < 0.4).astype(int)
a = np.round(0.35 * y + 0.65 * u12, 3)
b = np.round(0.25 * y + 0.75 * u13, 3)
t = 3 * u11
p, q = t + u12 - 0.4, t + 1.1 * u13 - 0.5


def given(sample, n_resamples=None, rng=None, *, xp=None):
    return sample[..., indices]


_resampling._bootstrap_resample = given

classes = {
    "accuracy": lambda y, s: m.accuracy_score(y, s >= 0.5),
    "f1": lambda y, s: m.f1_score(y, s >= 0.5),
    "balanced_accuracy": lambda y, s: m.balanced_accuracy_score(y, s >= 0.5),
    "matthews_corrcoef": lambda y, s: m.matthews_corrcoef(y, s >= 0.5),
    "cohen_kappa": lambda y, s: m.cohen_kappa_score(y, s >= 0.5),
    "log_loss": lambda y, s: m.log_loss(y, np.clip(s, 1e-9, 1 - 1e-9)),
    "brier": m.brier_score_loss,
    "roc_auc": m.roc_auc_score,
    "average_precision": m.average_precision_score,
}
numbers = {
    "rmse": m.root_mean_squared_error,
    "mae": m.mean_absolute_error,
    "r2": m.r2_score,
    "mape": m.mean_absolute_percentage_error,
    "explained_variance": m.explained_variance_score,
    "wape": lambda y, p: np.abs(y - p).sum() / np.abs(y).sum(),
    "d2_absolute_error_score": m.d2_absolute_error_score,
}


def interval(statistic, data, method="BCa"):
    result = stats.bootstrap(
        data, statistic, n_resamples=resamples, paired=True, vectorized=False, method=method, confidence_level=0.95
    )
    low, high = result.confidence_interval
    return {"value": float(statistic(*data)), "low": float(low), "high": float(high), "error": float(result.standard_error)}


def alone(metric):
    """Rounded, as differences that are equal but for their last bit are ties, which move z0."""
    return lambda y, a: round(metric(y, a), 12)


def paired(metric):
    return lambda y, a, b: round(metric(y, a) - metric(y, b), 12)


cases = []
for task, metrics, data in [("classification", classes, (y, a, b)), ("regression", numbers, (t, p, q))]:
    for name, metric in metrics.items():
        cases.append({"task": task, "name": name, "model": "difference", **interval(paired(metric), data)})
        cases.append({"task": task, "name": name, "model": "challenger", **interval(alone(metric), data[:2])})
median = interval(paired(m.median_absolute_error), (t, p, q), "percentile")
cases.append({"task": "regression", "name": "median_absolute_error", "model": "difference", **median})
versions = {"scipy": scipy.__version__, "sklearn": sklearn.__version__, "numpy": np.__version__}
print(json.dumps({"versions": versions, "cases": cases}, indent=1))
