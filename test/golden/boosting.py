"""How good LightGBM, and scikit-learn's forests, are on the diamonds: run with Python, lightgbm 4.7.0, numpy 2.4.6 and scikit-learn 1.9.1, and the
path of diamonds.csv (npm @observablehq/sample-datasets 1.0.1) as argument; prints boosting.json."""

import csv
import json
import sys

import lightgbm
import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor
from sklearn.metrics import accuracy_score, log_loss, r2_score
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

with open(sys.argv[1]) as file:
    table = [row for index, row in enumerate(csv.DictReader(file)) if index % 5 == 0]
orders = {
    "cut": ["Fair", "Good", "Very Good", "Premium", "Ideal"],
    "color": list("JIHGFED"),
    "clarity": ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"],
}


def column(name):
    values = [orders[name].index(row[name]) if name in orders else float(row[name]) for row in table]
    return np.array(values, dtype=np.float32)


def features(names):
    """The columns, the third of them with missing values."""
    matrix = np.stack([column(name) for name in names], axis=1)
    matrix[np.arange(len(table)) % 7 == 3, 2] = np.nan
    return matrix


tasks = {
    "regression": (["carat", "cut", "depth", "table", "x", "y", "z", "color", "clarity"], column("price").astype(float)),
    "binary": (["carat", "depth", "table", "x", "y", "z", "color", "clarity", "price"], (column("cut") == 4).astype(int)),
    "classes": (["carat", "depth", "table", "x", "y", "z", "color", "clarity", "price"], column("cut").astype(int)),
}
result = {}
for task, (names, target) in tasks.items():
    matrix = features(names)
    scores = []
    for seed in range(5):
        test = (np.arange(len(table)) * 7919 + seed * 104729) % 100003 % 5 == 0
        learner = lightgbm.LGBMRegressor if task == "regression" else lightgbm.LGBMClassifier
        model = learner(n_jobs=1, verbose=-1, deterministic=True, force_col_wise=True).fit(matrix[~test], target[~test])
        if task == "regression":
            scores.append(r2_score(target[test], model.predict(matrix[test])))
        else:
            scores.append(log_loss(target[test], model.predict_proba(matrix[test])))
    result[task] = {"features": names, "scores": scores}

limits = {"min_samples_leaf": 2}
forests = {
    "extra-trees": (ExtraTreesRegressor, ExtraTreesClassifier, {"n_estimators": 50, **limits}),
    "decision-tree": (DecisionTreeRegressor, DecisionTreeClassifier, {"max_depth": 8, **limits}),
}
scores = {}
for kind, (regressor, classifier, params) in forests.items():
    for task in ("regression", "classes"):
        names, target = tasks[task]
        matrix = np.nan_to_num(features(names), nan=57)
        found = []
        for seed in range(5):
            test = (np.arange(len(table)) * 7919 + seed * 104729) % 100003 % 5 == 0
            learner = regressor if task == "regression" else classifier
            model = learner(**params, random_state=seed).fit(matrix[~test], target[~test])
            score = r2_score if task == "regression" else accuracy_score
            found.append(score(target[test], model.predict(matrix[test])))
        scores.setdefault(kind, {"params": params})[task] = found
print(json.dumps({"rows": len(table), "tasks": result, "forests": scores}, indent=1))
