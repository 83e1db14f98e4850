"""Golden values of src/learn's linear models: run with Python, scikit-learn 1.9.1, scipy and numpy 2.4.6; prints linear.json."""

import json
import warnings

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris, load_wine
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, LogisticRegression, Ridge


def stream(seed, n):
    """The minimal standard generator."""
    x, values = seed, []
    for _ in range(n):
        x = 16807 * x % 2147483647
        values.append(x / 2147483647)
    return np.array(values)


def narrow(x):
    """As the engines see it: float32 features."""
    return np.asarray(x, dtype=np.float32).astype(np.float64)


def scaled(x):
    return (x - x.mean(axis=0)) / x.std(axis=0)


def table(name, x, y):
    """Rounded, so that the file is small."""
    return {"name": name, "x": np.round(x, 4), "y": np.round(np.asarray(y, dtype=float), 6)}


noise = stream(5, 4000)
diabetes = load_diabetes(scaled=False)
u = stream(7, 60 * 6).reshape(60, 6)
collinear = np.column_stack([u[:, 0], u[:, 1], u[:, 0], u[:, 2], u[:, 0] + u[:, 1], np.ones(60), u[:, 3]])
collinear = np.round(collinear * 256) / 256
collinear[:, 2] = collinear[:, 0]
collinear[:, 4] = collinear[:, 0] + collinear[:, 1]
wide = stream(9, 30 * 80).reshape(30, 80)
unscaled = stream(11, 200 * 4).reshape(200, 4) * [1e-3, 1, 1e3, 1e5] + [5, 0, 1e3, 0]
regressions = [
    table("diabetes", diabetes.data, diabetes.target),
    table("diabetes, scaled", scaled(diabetes.data), diabetes.target),
    table("collinear", collinear, 3 * collinear[:, 0] - collinear[:, 1] + 2 * collinear[:, 6] + noise[:60]),
    table("wide", wide, 5 * wide[:, 3] - 2 * wide[:, 40] + wide[:, 79] + noise[:30]),
    table("unscaled", unscaled, 1e3 * (unscaled[:, 0] - 5) + unscaled[:, 1] + unscaled[:, 2] / 1e3 + noise[:200]),
]
mixed = unscaled * [10, 1, 1e-2, 1e-3]
iris, wine, cancer = load_iris(), load_wine(), load_breast_cancer()
flips = (stream(13, 200) < 0.2).astype(int)
classes = [
    table("iris", iris.data, iris.target),
    table("wine, unscaled", wine.data, wine.target),
    table("cancer, scaled", scaled(cancer.data[:200, :12]), cancer.target[:200]),
    table("diabetes, halves", diabetes.data, (diabetes.target > 140).astype(int)),
    table("collinear", collinear, (3 * collinear[:, 0] - collinear[:, 1] + noise[:60] > 1.4).astype(int)),
    table("wide", wide, np.floor(3 * stream(15, 30)).astype(int)),
    table("overlapping", mixed, (unscaled[:, 1] > 0.5).astype(int) ^ flips),
    table("wine, scaled", scaled(wine.data[::2]), wine.target[::2]),
    table("overlapping, three", mixed, ((unscaled[:, 1] > 0.4).astype(int) + (unscaled[:, 2] > 1.6e3)) * (1 - flips)),
]


def fit(model, data, weights):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", category=FutureWarning)
        model.fit(narrow(data["x"]), data["y"], sample_weight=weights)
    return {"weights": np.ravel(model.coef_).tolist(), "intercepts": np.atleast_1d(model.intercept_).tolist()}


def linear(params):
    penalty, rest = params.get("penalty"), {name: value for name, value in params.items() if name != "penalty"}
    if penalty is None:
        return LinearRegression(tol=1e-12, **rest)
    if penalty == "l2":
        return Ridge(**rest)
    return (Lasso if penalty == "l1" else ElasticNet)(tol=1e-12, max_iter=1_000_000, **rest)


def weights_of(rows):
    return np.round(2 * stream(21, rows), 3)


result = {
    "data": [{**each, "x": each["x"].tolist(), "y": each["y"].tolist()} for each in regressions],
    "classes": [{**each, "x": each["x"].tolist(), "y": each["y"].astype(int).tolist()} for each in classes],
    "linear": [],
    "logistic": [],
}
for number, data in enumerate(regressions):
    for params in [
        {}, {"fit_intercept": False}, {"penalty": "l2", "alpha": 0.5}, {"penalty": "l2", "alpha": 20, "fit_intercept": False},
        {"penalty": "l1", "alpha": 0.05}, {"penalty": "l1", "alpha": 1.0}, {"penalty": "elasticnet", "alpha": 0.1, "l1_ratio": 0.3},
    ]:
        for weighted in [False, True]:
            if data["name"] == "collinear" and params.get("penalty") == "l1":
                continue  # many answers are best
            weights = weights_of(len(data["y"])) if weighted else None
            result["linear"].append({"data": number, "params": params, "weighted": weighted, **fit(linear(params), data, weights)})
for number, data in enumerate(classes):
    for params in [
        {}, {"C": 0.05}, {"C": 30.0, "fit_intercept": False}, {"class_weight": "balanced"},
        *([{"penalty": None}] if data["name"].startswith("overlapping") else []),
    ]:
        for weighted in [False, True]:
            weights = weights_of(len(data["y"])) if weighted else None
            rest = {name: value for name, value in params.items() if name != "penalty"}
            free = {"C": np.inf} if "penalty" in params else {}
            model = LogisticRegression(tol=1e-12, max_iter=10_000, solver="newton-cholesky", **rest, **free)
            result["logistic"].append({"data": number, "params": params, "weighted": weighted, **fit(model, data, weights)})
for number, data in enumerate(classes):
    for params in [
        {"penalty": "l1"}, {"penalty": "l1", "C": 0.1}, {"penalty": "l1", "C": 0.5, "class_weight": "balanced"},
        {"penalty": "elasticnet", "l1_ratio": 0.4}, {"penalty": "elasticnet", "l1_ratio": 0.9, "C": 0.3, "fit_intercept": False},
    ]:
        for weighted in [False, True]:
            if data["name"] not in ["iris", "cancer, scaled", "wide", "collinear", "wine, scaled"]:
                continue  # saga needs columns of about the same size
            if data["name"] == "collinear" and params["penalty"] == "l1":
                continue  # many answers are best
            if data["name"] == "wide" and params.get("C") == 0.1:
                continue  # no weight is left, and saga does not wait for the intercepts
            weights = weights_of(len(data["y"])) if weighted else None
            rest = {"l1_ratio": 1, **{name: value for name, value in params.items() if name != "penalty"}}
            model = LogisticRegression(tol=1e-12, max_iter=1_000_000, solver="saga", random_state=0, **rest)
            result["logistic"].append({"data": number, "params": params, "weighted": weighted, **fit(model, data, weights)})
print(json.dumps(result))
