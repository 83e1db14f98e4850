"""Golden values of src/learn/calibrate.ts: run with Python, scikit-learn 1.9.1 and numpy 2.4.6; prints calibration.json."""

import json

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.frozen import FrozenEstimator
from sklearn.isotonic import IsotonicRegression


def stream(seed, n):
    """The minimal standard generator."""
    x, values = seed, []
    for _ in range(n):
        x = 16807 * x % 2147483647
        values.append(x / 2147483647)
    return np.array(values)


class Given(ClassifierMixin, BaseEstimator):
    """Predicts what it is given."""

    def fit(self, x, y):
        self.classes_ = np.unique(y)
        return self

    def predict_proba(self, x):
        return x

    def predict(self, x):
        return self.classes_[x.argmax(axis=1)]


def case(name, scores, y, method):
    model = CalibratedClassifierCV(FrozenEstimator(Given().fit(scores, y)), method=method, cv=2).fit(scores, y)
    return {
        "name": name,
        "method": method,
        "classes": scores.shape[1],
        "scores": scores.ravel().tolist(),
        "actual": y.tolist(),
        "calibrated": model.predict_proba(scores).ravel().tolist(),
    }


def pair(score):
    return np.column_stack([1 - score, score])


y = (stream(11, 150) < 0.4).astype(int)
a = np.clip(np.round(0.35 * y + 0.65 * stream(12, 150) ** 2, 3), 0, 1)
coarse = np.round(a, 1)
three = np.floor(3 * stream(31, 120)).astype(int)
raw = stream(32, 360).reshape(120, 3) + np.eye(3)[three] * 0.4
raw /= raw.sum(axis=1, keepdims=True)
x = stream(41, 40)
result = {
    "cases": [
        case(f"{name}, {method}", scores, actual, method)
        for method in ["sigmoid", "isotonic"]
        for name, scores, actual in [
            ("two classes", pair(a), y),
            ("ties", pair(coarse), y),
            ("few rows", pair(a[:8]), np.array([0, 1, 0, 0, 1, 1, 0, 1])),
            ("three classes", raw, three),
        ]
    ],
    "isotonic": {
        "x": x.tolist(),
        "y": y[:40].tolist(),
        "at": np.linspace(-0.1, 1.1, 61).tolist(),
        "values": IsotonicRegression(out_of_bounds="clip").fit(x, y[:40]).predict(np.linspace(-0.1, 1.1, 61)).tolist(),
    },
}
print(json.dumps(result))
