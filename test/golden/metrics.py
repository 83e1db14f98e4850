"""Golden values of src/metrics: run with Python, scikit-learn 1.9.1 and numpy 2.4.6; prints metrics.json."""

import json
import warnings

import numpy as np
from sklearn import metrics as m

warnings.simplefilter("ignore")


def stream(seed, n):
    """The minimal standard generator, so that the numbers can be made anywhere."""
    x, values = seed, []
    for _ in range(n):
        x = 16807 * x % 2147483647
        values.append(x / 2147483647)
    return np.array(values)


def clean(values):
    return {name: None if np.isnan(value) else float(value) for name, value in values.items()}


def regression(name, actual, predicted, weights=None):
    w = {"sample_weight": weights}
    mse = m.mean_squared_error(actual, predicted, **w)
    values = {
        "r2": m.r2_score(actual, predicted, **w),
        "rmse": m.root_mean_squared_error(actual, predicted, **w),
        "mae": m.mean_absolute_error(actual, predicted, **w),
        "mape": m.mean_absolute_percentage_error(actual, predicted, **w),
        "mse": mse,
        "median_absolute_error": m.median_absolute_error(actual, predicted, **w),
        "max_error": m.max_error(actual, predicted),
        "explained_variance": m.explained_variance_score(actual, predicted, **w),
    }
    case = {"name": name, "actual": list(actual), "predicted": list(predicted), "metrics": clean(values)}
    return case if weights is None else {**case, "weights": list(weights)}


def classification(name, actual, predicted, scores, classes, positive=1):
    labels = list(range(classes))
    values = {
        "accuracy": m.accuracy_score(actual, predicted),
        "balanced_accuracy": m.balanced_accuracy_score(actual, predicted),
        "matthews_corrcoef": m.matthews_corrcoef(actual, predicted),
        "cohen_kappa": m.cohen_kappa_score(actual, predicted),
        "log_loss": m.log_loss(actual, scores, labels=labels),
        "brier": m.brier_score_loss(actual, scores, labels=labels),
    }
    for metric in [m.f1_score, m.precision_score, m.recall_score]:
        word = metric.__name__.removesuffix("_score")
        for average in ["macro", "weighted"]:
            values[f"{word}_{average}"] = metric(actual, predicted, average=average, zero_division=0)
        if classes == 2:
            values[word] = metric(
                actual, predicted, labels=[positive], average="macro", zero_division=0
            )
    if classes == 2:
        values["roc_auc"] = m.roc_auc_score(np.equal(actual, positive), scores[:, positive])
    else:
        for average, key in [("macro", "roc_auc_ovr"), ("weighted", "roc_auc_ovr_weighted")]:
            values[key] = m.roc_auc_score(actual, scores, multi_class="ovr", average=average, labels=labels)
    return {
        "name": name,
        "actual": [int(code) for code in actual],
        "predicted": [int(code) for code in predicted],
        "scores": scores.ravel().tolist(),
        "classes": classes,
        "positive": positive,
        "metrics": clean(values),
    }


def pair(score):
    return np.column_stack([1 - score, score])


def shares(raw, digits):
    """Probabilities with ties: eighths, so that they are exact and sum to 1."""
    counts = np.floor(raw / raw.sum(axis=1, keepdims=True) * digits)
    counts[:, 0] += digits - counts.sum(axis=1)
    return counts / digits


y = (stream(11, 200) < 0.4).astype(int)
a = np.round(0.35 * y + 0.65 * stream(12, 200), 3)
b = np.round(0.25 * y + 0.75 * stream(13, 200), 3)
yt = 3 * stream(21, 50)
yp = yt + stream(22, 50) - 0.4
three = np.floor(3 * stream(31, 120)).astype(int)
raw = stream(32, 360).reshape(120, 3) + np.eye(3)[three] * 0.4
ties = shares(raw, 8)
rare = np.minimum(np.floor(4 * stream(41, 40)), 2).astype(int)

print(
    json.dumps(
        {
            "regression": [
                regression("fifty rows", yt, yp),
                regression("weights", yt, yp, stream(23, 50)),
                regression("weights, some of them 0", yt, yp, np.floor(3 * stream(24, 50))),
                regression("an even number of equal weights", yt[:10], yp[:10], np.full(10, 2.0)),
                regression("zeros in the actual values", np.array([0.0, 1.0, -2.0]), np.array([0.5, 1.0, 1.0])),
                regression("large numbers with small differences", 1e9 + yt, 1e9 + yp),
                regression("a constant target, missed", np.full(4, 2.0), np.array([2.0, 3.0, 2.0, 2.0])),
                regression("a constant target, met", np.full(4, 2.0), np.full(4, 2.0)),
                regression("one row", np.array([2.0]), np.array([2.5])),
            ],
            "classification": [
                classification("two classes, a", y, (a >= 0.5).astype(int), pair(a), 2),
                classification("two classes, b", y, (b >= 0.5).astype(int), pair(b), 2),
                classification("the first class is positive", y, (b >= 0.5).astype(int), pair(b), 2, 0),
                classification("scores of 0 and 1", y, (a >= 0.5).astype(int), pair((a >= 0.5).astype(float)), 2),
                classification("one class is never predicted", y, np.zeros(200, int), pair(a), 2),
                classification("one class is never there", np.zeros(9, int), np.arange(9) % 2, pair(a[:9]), 2),
                classification("all the same class", np.ones(5, int), np.ones(5, int), pair(a[:5]), 2),
                classification("three classes with ties", three, ties.argmax(axis=1), ties, 3),
                classification("three classes, one never predicted", three, np.minimum(ties.argmax(axis=1), 1), ties, 3),
                classification("three classes, one not there", np.minimum(three, 1), ties.argmax(axis=1), ties, 3),
                classification("four classes, one neither there nor predicted", rare, rare[::-1], shares(stream(42, 160).reshape(40, 4), 16), 4),
                classification("all right", three, three, np.eye(3)[three], 3),
            ],
        },
        indent=1,
    )
)
