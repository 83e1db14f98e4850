"""Golden values of src/learn: run with Python, scikit-learn 1.9.1 and numpy 2.4.6; prints forest.json."""

import json

import numpy as np
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.metrics import brier_score_loss


def stream(seed, n):
    """The minimal standard generator, so that the test makes the same data."""
    x, values = seed, []
    for _ in range(n):
        x = 16807 * x % 2147483647
        values.append(x / 2147483647)
    return np.array(values)


def housing(rows):
    """Skewed, rounded and 0/1 columns; a target with interactions, a place effect and noise that grows."""
    u = stream(100, 10 * rows).reshape(10, rows)
    income = np.round(-3 * np.log(u[0]), 2)
    age = np.floor(52 * u[1])
    rooms = 2 + 6 * u[2] ** 2
    latitude = np.round(32 + 10 * u[3], 2)
    longitude = np.round(-124 + 10 * u[4], 2)
    coast = (u[5] < 0.3).astype(float)
    island = (u[6] < 0.02).astype(float)
    columns = [income, age, rooms, latitude, longitude, coast, island, u[7]]
    target = (
        0.42 * income + 0.008 * age + 0.1 * rooms * (income > 4) + 0.8 * np.sin(1.3 * latitude) * np.cos(0.9 * longitude)
        + 0.7 * coast + 1.5 * island + (u[8] + u[9] - 1) * (0.5 + 0.2 * income)
    )
    return np.column_stack(columns).astype(np.float32), np.clip(target, 0.15, 6)


rows, train = 4000, 3000
x, y = housing(rows)
kinds = np.digitize(y, [0.8, 1.6])
result = {"rows": rows, "train": train, "regression": [], "classification": []}
for params in [{}, {"max_depth": 20, "min_samples_split": 5, "min_samples_leaf": 2}, {"max_features": "sqrt"}, {"bootstrap": False, "max_features": 3}]:
    fits = [RandomForestRegressor(100, random_state=seed, n_jobs=-1, **params).fit(x[:train], y[:train]) for seed in range(5)]
    result["regression"].append({
        "params": params,
        "r2": float(np.mean([fit.score(x[train:], y[train:]) for fit in fits])),
        "importance": np.mean([fit.feature_importances_ for fit in fits], axis=0).tolist(),
        "nodes": float(np.mean([tree.tree_.node_count for fit in fits for tree in fit.estimators_])),
    })
for params in [{}, {"min_samples_leaf": 3, "max_features": None}]:
    for codes in [(kinds > 0).astype(int), kinds]:
        fits = [RandomForestClassifier(100, random_state=seed, n_jobs=-1, **params).fit(x[:train], codes[:train]) for seed in range(5)]
        result["classification"].append({
            "params": params,
            "classes": int(codes.max() + 1),
            "accuracy": float(np.mean([fit.score(x[train:], codes[train:]) for fit in fits])),
            "brier": float(np.mean([brier_score_loss(codes[train:], fit.predict_proba(x[train:])) for fit in fits])),
            "importance": np.mean([fit.feature_importances_ for fit in fits], axis=0).tolist(),
            "nodes": float(np.mean([tree.tree_.node_count for fit in fits for tree in fit.estimators_])),
        })

some = y[:101]
codes = kinds[:50]
result["dummy"] = {
    "mean": float(DummyRegressor(strategy="mean").fit(x[:101], some).predict(x[:1])[0]),
    "median": float(DummyRegressor(strategy="median").fit(x[:101], some).predict(x[:1])[0]),
    "median_even": float(DummyRegressor(strategy="median").fit(x[:100], some[:100]).predict(x[:1])[0]),
    "most_frequent": DummyClassifier(strategy="most_frequent").fit(x[:50], codes).predict_proba(x[:1])[0].tolist(),
    "prior": DummyClassifier(strategy="prior").fit(x[:50], codes).predict_proba(x[:1])[0].tolist(),
}
print(json.dumps(result, indent=1))
