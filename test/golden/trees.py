"""Golden values of single trees and of forests with missing values: run with Python, scikit-learn 1.9.1 and numpy
2.4.6; prints trees.json. Features have few different values, so that bins are exact, and trees are the very same."""

import json

import numpy as np
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import ExtraTreesRegressor, RandomForestClassifier, RandomForestRegressor
from sklearn.metrics import accuracy_score, r2_score
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor


def stream(seed, n):
    """The minimal standard generator, so that the test makes the same data."""
    x, values = seed, []
    for _ in range(n):
        x = 16807 * x % 2147483647
        values.append(x / 2147483647)
    return np.array(values)


rows, train = 1500, 1100
u = stream(7, 12 * rows).reshape(12, rows)
columns = np.column_stack([np.floor(40 * u[0]), np.floor(12 * u[1]), np.floor(200 * u[2]), np.floor(3 * u[3])])
target = 0.2 * columns[:, 0] + (columns[:, 1] > 5) * 3 + np.sin(columns[:, 2] / 20) + columns[:, 3] * (columns[:, 0] > 20) + 2 * u[4]
holes = np.column_stack([u[5] < 0.25, u[6] < 0.1 + 0.4 * (target > 7), u[7] < 0.02, u[8] < 0])
missing = np.where(holes, np.nan, columns)
two = (target + u[9] > 6.5).astype(int)
kinds = np.digitize(target + u[9], [4.5, 8.5])
weights = np.floor(4 * u[10])
counts = np.floor(np.exp(target / 5) * u[11] * 3)
data = {"full": columns, "missing": missing}
targets = {"regression": target, "two": two, "kinds": kinds, "counts": counts}

trees = []
for name, which, params, weighted in [
    ("regression", "full", {"min_samples_leaf": 15}, False),
    ("regression", "missing", {"min_samples_leaf": 15}, False),
    ("regression", "missing", {"max_leaf_nodes": 17}, False),
    ("regression", "missing", {"max_leaf_nodes": 40, "min_samples_leaf": 4}, True),
    ("regression", "full", {"min_impurity_decrease": 0.02}, False),
    ("regression", "missing", {"ccp_alpha": 0.01, "min_samples_leaf": 2}, False),
    ("regression", "full", {"min_weight_fraction_leaf": 0.02}, True),
    ("regression", "full", {"monotonic_cst": {"x0": 1, "x2": -1}, "min_samples_leaf": 5}, False),
    ("regression", "full", {"monotonic_cst": {"x0": 1, "x1": 1}, "max_leaf_nodes": 25, "min_samples_leaf": 2}, True),
    ("counts", "missing", {"criterion": "poisson", "min_samples_leaf": 25}, False),
    ("counts", "missing", {"criterion": "poisson", "max_leaf_nodes": 20, "min_samples_leaf": 8}, True),
    ("counts", "full", {"criterion": "poisson", "min_impurity_decrease": 0.005, "min_samples_leaf": 8}, False),
    ("two", "missing", {"max_depth": 5, "min_samples_leaf": 5}, False),
    ("two", "missing", {"criterion": "entropy", "max_leaf_nodes": 14, "min_samples_leaf": 7}, False),
    ("two", "missing", {"criterion": "log_loss", "min_impurity_decrease": 0.004, "min_samples_leaf": 7}, False),
    ("two", "missing", {"min_impurity_decrease": 0.004}, True),
    ("two", "full", {"monotonic_cst": {"x0": 1, "x1": -1}, "min_samples_leaf": 9}, False),
    ("two", "full", {"class_weight": {"1": 5, "0": 0.5}, "max_leaf_nodes": 12}, False),
    ("kinds", "missing", {"max_leaf_nodes": 15, "min_samples_leaf": 6}, False),
    ("kinds", "missing", {"criterion": "entropy", "max_depth": 4, "min_samples_leaf": 6}, True),
    ("kinds", "missing", {"ccp_alpha": 0.004, "class_weight": "balanced", "min_samples_leaf": 3}, False),
    ("kinds", "full", {"min_weight_fraction_leaf": 0.05, "class_weight": {"2": 3}}, False),
]:
    given = dict(params)
    if "monotonic_cst" in given:
        given["monotonic_cst"] = [given["monotonic_cst"].get(f"x{at}", 0) for at in range(4)]
    if isinstance(given.get("class_weight"), dict):
        given["class_weight"] = {int(key): value for key, value in given["class_weight"].items()}
    kind = DecisionTreeRegressor if name in ("regression", "counts") else DecisionTreeClassifier
    fit = kind(random_state=0, **given).fit(data[which][:train], targets[name][:train], weights[:train] if weighted else None)
    # Rows with holes, also where the tree has seen none.
    tested = missing[train:] if "monotonic_cst" not in params else columns[train:]
    predicted = fit.predict(tested) if kind is DecisionTreeRegressor else fit.predict_proba(tested)
    trees.append({
        "target": name, "data": which, "params": params, "weighted": weighted,
        "nodes": int(fit.tree_.node_count),
        "importance": fit.feature_importances_.tolist(),
        "predicted": np.round(predicted.reshape(-1), 9).tolist(),
    })



def oob_of(fit, y, weight):
    """oob_score_ with the rows' weights (scikit-learn has none there), without rows that every tree has drawn."""
    if hasattr(fit, "oob_prediction_"):
        seen = fit.oob_prediction_ != 0
        return r2_score(y[seen], fit.oob_prediction_[seen], sample_weight=None if weight is None else weight[seen])
    shares = fit.oob_decision_function_
    seen = shares.sum(axis=1) > 0
    return accuracy_score(y[seen], shares[seen].argmax(axis=1), sample_weight=None if weight is None else weight[seen])


forests = []
for name, engine, kind, params, weighted in [
    ("regression", "random-forest", RandomForestRegressor, {}, False),
    ("regression", "random-forest", RandomForestRegressor, {"max_features": 2, "min_samples_leaf": 2}, True),
    ("regression", "random-forest", RandomForestRegressor, {"max_leaf_nodes": 50, "max_samples": 0.5}, False),
    ("regression", "extra-trees", ExtraTreesRegressor, {"min_samples_leaf": 2}, False),
    ("kinds", "random-forest", RandomForestClassifier, {"class_weight": "balanced_subsample", "min_samples_leaf": 3}, False),
    ("kinds", "random-forest", RandomForestClassifier, {"class_weight": "balanced", "criterion": "entropy"}, True),
    ("two", "random-forest", RandomForestClassifier, {"class_weight": {"1": 10}, "min_samples_leaf": 5}, False),
]:
    given = dict(params)
    if isinstance(given.get("class_weight"), dict):
        given["class_weight"] = {int(key): value for key, value in given["class_weight"].items()}
    if kind is not ExtraTreesRegressor:
        given["oob_score"] = True
    fits = [
        kind(200, random_state=seed, n_jobs=2, **given).fit(missing[:train], targets[name][:train], weights[:train] if weighted else None)
        for seed in range(5)
    ]
    forests.append({
        "target": name, "engine": engine, "params": params, "weighted": weighted,
        "score": float(np.mean([fit.score(missing[train:], targets[name][train:]) for fit in fits])),
        "oob": float(np.mean([oob_of(fit, targets[name][:train], weights[:train] if weighted else None) for fit in fits])) if "oob_score" in given else None,
        "nodes": float(np.mean([tree.tree_.node_count for fit in fits for tree in fit.estimators_])),
        "importance": np.mean([fit.feature_importances_ for fit in fits], axis=0).tolist(),
        "shares": (np.mean([fit.predict_proba(missing[train:]) for fit in fits], axis=(0, 1)).tolist() if kind is RandomForestClassifier else None),
    })
dummies = {
    "mean": float(DummyRegressor().fit(missing, target, weights).constant_[0, 0]),
    "median": float(DummyRegressor(strategy="median").fit(missing, target, weights).constant_[0, 0]),
    "prior": DummyClassifier().fit(missing, kinds, weights).predict_proba(missing[:1])[0].tolist(),
    "stratified": float(np.mean([DummyClassifier(strategy="stratified", random_state=seed).fit(missing, kinds, weights).score(missing, kinds, weights) for seed in range(200)])),
}
print(json.dumps({"dummies": dummies, "rows": rows, "train": train, "trees": trees, "forests": forests}))
