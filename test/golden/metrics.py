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
        "wape": np.average(np.abs(actual - predicted), weights=weights) / np.average(np.abs(actual), weights=weights),
        "smape": np.average(2 * np.abs(actual - predicted) / (np.abs(actual) + np.abs(predicted)), weights=weights),
        "d2_absolute_error_score": m.d2_absolute_error_score(actual, predicted, **w),
        "pinball": m.mean_pinball_loss(actual, predicted, **w),
        "pinball@0.9": m.mean_pinball_loss(actual, predicted, alpha=0.9, **w),
        **{
            name: function(actual, predicted, **w) if (predicted > (-1 if least == -1 else 0)).all() and (actual > least).all() else np.nan
            for name, function, least in [
                ("mean_squared_log_error", m.mean_squared_log_error, -1),
                ("root_mean_squared_log_error", m.root_mean_squared_log_error, -1),
                ("mean_poisson_deviance", m.mean_poisson_deviance, -1e-9),
                ("mean_gamma_deviance", m.mean_gamma_deviance, 0),
            ]
        },
    }
    case = {"name": name, "actual": list(actual), "predicted": list(predicted), "metrics": clean(values)}
    return case if weights is None else {**case, "weights": list(weights)}


def calibration_error(actual, scores, weights):
    """Ten bins of equal width; scikit-learn has none."""
    classes = scores.shape[1]
    code = np.ones(len(actual), int) if classes == 2 else scores.argmax(axis=1)
    own = scores[np.arange(len(actual)), code]
    bins = np.minimum(np.floor(own * 10), 9).astype(int)
    gaps = np.bincount(bins, weights * ((actual == code) - own), minlength=10)
    return np.abs(gaps).sum() / weights.sum()


def classification(name, actual, predicted, scores, classes, positive=1, weights=None):
    labels = list(range(classes))
    w = {"sample_weight": weights}
    ones = np.ones(len(actual)) if weights is None else weights
    values = {
        "accuracy": m.accuracy_score(actual, predicted, **w),
        "balanced_accuracy": m.balanced_accuracy_score(actual, predicted, **w),
        "matthews_corrcoef": m.matthews_corrcoef(actual, predicted, **w),
        "cohen_kappa": m.cohen_kappa_score(actual, predicted, **w),
        "log_loss": m.log_loss(actual, scores, labels=labels, **w),
        "brier": m.brier_score_loss(actual, scores, labels=labels, **w),
        "d2_log_loss_score": m.d2_log_loss_score(actual, scores, labels=labels, **w),
        "d2_brier_score": m.d2_brier_score(actual, scores, labels=labels, **w),
        "ece": calibration_error(actual, scores, ones),
    }
    for metric in [m.f1_score, m.precision_score, m.recall_score, m.jaccard_score]:
        word = metric.__name__.removesuffix("_score")
        for average in ["macro", "micro", "weighted"]:
            values[f"{word}_{average}"] = metric(actual, predicted, average=average, zero_division=0, **w)
        if classes == 2:
            values[word] = metric(
                actual, predicted, labels=[positive], average="macro", zero_division=0, **w
            )
    if classes == 2:
        isPositive, own = np.equal(actual, positive), scores[:, positive]
        values["roc_auc"] = m.roc_auc_score(isPositive, own, **w)
        values["gini"] = 2 * values["roc_auc"] - 1
        values["average_precision"] = m.average_precision_score(isPositive, own, **w)
        false, true, _ = m.roc_curve(isPositive, own, drop_intermediate=False, **w)
        values["ks"] = np.abs(true - false).max()
        ratio = m.class_likelihood_ratios(isPositive, np.equal(predicted, positive), labels=[False, True], replace_undefined_by=np.nan, **w)
        values["positive_likelihood_ratio"] = ratio[0]
        precision, recall, _ = m.precision_recall_curve(isPositive, own, drop_intermediate=False, **w)
        fine = recall[:-1][precision[:-1] >= 0.6]
        values["recall_at_precision@0.6"] = np.nan if not isPositive.any() else max(fine, default=0)
    else:
        for average, key in [("macro", "roc_auc_ovr"), ("weighted", "roc_auc_ovr_weighted")]:
            values[key] = m.roc_auc_score(actual, scores, multi_class="ovr", average=average, labels=labels, **w)
        if weights is None:
            for average, key in [("macro", "roc_auc_ovo"), ("weighted", "roc_auc_ovo_weighted")]:
                values[key] = m.roc_auc_score(actual, scores, multi_class="ovo", average=average, labels=labels)
        values["average_precision"] = m.average_precision_score(np.eye(classes)[actual], scores, **w)
        values["top_k_accuracy"] = m.top_k_accuracy_score(actual, scores, labels=labels, **w)
    return {
        "name": name,
        "actual": [int(code) for code in actual],
        "predicted": [int(code) for code in predicted],
        "scores": scores.ravel().tolist(),
        "classes": classes,
        "positive": positive,
        **({} if weights is None else {"weights": weights.tolist()}),
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
                classification("two classes, weights", y, (a >= 0.5).astype(int), pair(a), 2, 1, stream(51, 200)),
                classification("two classes, weights, some of them 0", y, (b >= 0.5).astype(int), pair(b), 2, 0, np.floor(3 * stream(52, 200))),
                classification("three classes, weights", three, ties.argmax(axis=1), ties, 3, 1, stream(53, 120)),
                classification("all right", three, three, np.eye(3)[three], 3),
            ],
        },
        indent=1,
    ).replace("Infinity", "1e999")
)
