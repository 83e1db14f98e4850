"""Bootstrap of a difference of two models on 5,000 rows by scipy with scikit-learn's metrics; prints CPU seconds."""
import json
import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
import time

import numpy as np
from scipy.stats import bootstrap
from sklearn.metrics import f1_score, roc_auc_score

rows, resamples, few = 5000, 9999, 50
random = np.random.default_rng(1)
x = random.normal(size=rows)
y = (random.random(rows) < 1 / (1 + np.exp(-2 * x))).astype(int)
a, b = (1 / (1 + np.exp(-2 * x - s * random.normal(size=rows))) for s in (0.6, 0.7))
number = 2 * x + random.normal(size=rows)
first, second = (2 * x + s * random.normal(size=rows) for s in (0.5, 0.6))


def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def vectorised(data, statistic):
    return seconds(
        lambda: bootstrap(
            data, statistic, n_resamples=resamples, paired=True, vectorized=True, batch=200, method="BCa", rng=random
        )
    )


def in_a_loop(metric, first, second):
    """Of so few resamples that it ends in a minute; the jackknife that BCa takes as well is left out, in scipy's favour."""

    def work():
        for _ in range(few):
            rows_of = random.integers(0, rows, rows)
            metric(y[rows_of], first[rows_of]) - metric(y[rows_of], second[rows_of])

    return seconds(work) * resamples / few


def difference(p, q, axis):
    return p.mean(axis=axis) - q.mean(axis=axis)


def rmse_difference(p, q, axis):
    return np.sqrt(p.mean(axis=axis)) - np.sqrt(q.mean(axis=axis))


hits = [((score >= 0.5) == y).astype(float) for score in (a, b)]
squares = [(number - said) ** 2 for said in (first, second)]
print(
    json.dumps(
        {
            "accuracy": vectorised(hits, difference),
            "rmse": vectorised(squares, rmse_difference),
            "roc_auc": in_a_loop(roc_auc_score, a, b),
            "f1": in_a_loop(f1_score, a >= 0.5, b >= 0.5),
        }
    )
)
