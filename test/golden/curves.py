"""Golden values of src/metrics/curves.ts and src/statistics/share.ts: run with Python, scikit-learn 1.9.1 and scipy 1.17.1; prints curves.json."""

import json

import numpy as np
from scipy.stats import binomtest
from sklearn.calibration import calibration_curve
from sklearn.metrics import precision_recall_curve, roc_curve


def stream(seed, n):
    """The minimal standard generator."""
    x, values = seed, []
    for _ in range(n):
        x = 16807 * x % 2147483647
        values.append(x / 2147483647)
    return np.array(values)


y = (stream(11, 80) < 0.4).astype(int)
score = np.round(0.35 * y + 0.65 * stream(12, 80), 2)
false, true, _ = roc_curve(y, score, drop_intermediate=False)
precision, recall, _ = precision_recall_curve(y, score)
share, promised = calibration_curve(y, score, n_bins=10)
wilson = [(hits, rows) for hits, rows in [(139, 200), (0, 10), (10, 10), (1, 3), (450, 1000)]]
print(
    json.dumps(
        {
            "y": y.tolist(),
            "score": score.tolist(),
            "roc": [false.tolist(), true.tolist()],
            "precision_recall": [recall[:-1][::-1].tolist(), precision[:-1][::-1].tolist()],
            "calibration": [promised.tolist(), share.tolist()],
            "wilson": [
                {"hits": hits, "rows": rows, "interval": list(map(float, binomtest(hits, rows).proportion_ci(0.95, "wilson")))}
                for hits, rows in wilson
            ],
        }
    )
)
