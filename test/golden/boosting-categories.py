"""Trees of LightGBM over categories, and how good they are: run with Python, lightgbm 4.7.0, numpy 2.4.6, pandas 3.1.1 and scikit-learn 1.9.1,
and the path of diamonds.csv (npm @observablehq/sample-datasets 1.0.1) as argument; prints boosting-categories.json."""

import json
import sys

import lightgbm
import numpy as np
import pandas as pd
from sklearn.metrics import log_loss, r2_score


def codes(random, rows, categories):
    """Codes from the most frequent on, as the engine has them; a few of them are rare."""
    shares = 1 / np.arange(2, categories + 2)
    drawn = random.choice(categories, rows, p=shares / shares.sum())
    order = np.argsort(-np.bincount(drawn, minlength=categories), kind="stable")
    return np.argsort(order)[drawn]


def case(seed, rows, categories, objective, params, missing, above=0):
    random = np.random.default_rng(seed)
    columns = [codes(random, rows, each) for each in categories]
    number = random.integers(0, 6, rows).astype(float)
    effects = [random.normal(size=each) for each in categories]
    score = sum(effect[column] for effect, column in zip(effects, columns)) + np.where(columns[0] % 2 == 0, number, -number) / 2
    noise = random.normal(size=rows)
    target = {
        "regression": np.round(score + noise, 2),
        "binary": (score + noise > above).astype(int),
        "multiclass": np.digitize(score + noise, [-1, 1]),
    }[objective]
    matrix = np.stack([*columns, number], axis=1).astype(float)
    matrix[np.arange(rows) % 11 == 5, 0] = np.nan if missing else matrix[np.arange(rows) % 11 == 5, 0]
    classes = {"num_class": 3} if objective == "multiclass" else {}
    model = lightgbm.train(
        {"objective": objective, "verbose": -1, "deterministic": True, "force_col_wise": True, "num_threads": 1, **classes, **params},
        lightgbm.Dataset(matrix, target, categorical_feature=list(range(len(categories)))),
        params["n_estimators"],
    )
    # -1 is what is no category, or was not seen
    asked = np.concatenate([matrix[:150], np.full((1, matrix.shape[1]), -1.0), np.full((1, matrix.shape[1]), 99999.0)])
    asked[-2:, -1] = 0
    return {
        "categories": list(categories),
        "objective": objective,
        "params": params,
        "columns": [[None if np.isnan(value) else int(value) for value in column] for column in matrix.T.tolist()],
        "target": target.tolist(),
        "predicted": np.asarray(model.predict(asked)).round(7).tolist(),
    }


cases = [
    case(1, 300, [3], "regression", {"n_estimators": 3, "num_leaves": 6}, False),
    case(2, 600, [4, 12], "regression", {"n_estimators": 5, "num_leaves": 9}, False),
    case(3, 800, [25, 7], "regression", {"n_estimators": 4, "num_leaves": 9, "min_data_per_group": 20, "cat_smooth": 5, "cat_l2": 3}, True),
    case(4, 800, [60, 3], "regression", {"n_estimators": 4, "num_leaves": 9, "max_cat_threshold": 4, "min_data_per_group": 30, "lambda_l2": 2}, True),
    case(5, 800, [20, 5], "regression", {"n_estimators": 3, "num_leaves": 8, "lambda_l1": 5.0, "max_cat_to_onehot": 30}, False),
    case(6, 800, [20, 4], "binary", {"n_estimators": 2, "num_leaves": 5, "min_data_per_group": 25}, True),
    case(10, 800, [3], "binary", {"n_estimators": 3, "num_leaves": 5, "is_unbalance": True}, False, 2),
    case(11, 800, [4], "binary", {"n_estimators": 2, "num_leaves": 5, "is_unbalance": True, "min_child_samples": 1}, True, -2),
    case(7, 800, [18], "multiclass", {"n_estimators": 3, "num_leaves": 6, "min_data_per_group": 25}, False),
]


def score(table, target):
    """Learns from four rows of five, as makeModel of the tests does, and is measured on the others."""
    test = np.arange(len(table)) % 5 == 0
    matrix = table.drop(columns=[target])
    for name in matrix.select_dtypes(exclude="number"):
        known = matrix[name][~test].unique()
        matrix[name] = pd.Categorical(matrix[name].where(matrix[name].isin(known)), categories=known)
    is_number = pd.api.types.is_numeric_dtype(table[target])
    learner = lightgbm.LGBMRegressor if is_number else lightgbm.LGBMClassifier
    model = learner(n_jobs=1, verbose=-1, deterministic=True, force_col_wise=True).fit(matrix[~test], table[target][~test])
    if is_number:
        return r2_score(table[target][test], model.predict(matrix[test]))
    return log_loss(table[target][test], model.predict_proba(matrix[test]), labels=model.classes_)


def many(rows):
    """3,000 categories, some of them rare, with an effect each."""
    row = np.arange(rows)
    category = np.floor((row * 7919 % 100003 / 100003) ** 2 * 3000).astype(int)
    number = row * 31 % 1009 / 1009 * 3
    target = category * 104729 % 9973 / 9973 * 4 + number + row * 65537 % 99991 / 99991
    return pd.DataFrame({"c": "c" + pd.Series(category).astype(str), "x": number, "y": target})


diamonds = pd.read_csv(sys.argv[1]).iloc[::4].reset_index(drop=True)
scores = {
    "price": score(diamonds, "price"),
    "cut": score(diamonds, "cut"),
    "many": score(many(20_000), "y"),
}
print(json.dumps({"trees": cases, "scores": scores}, separators=(",", ":")))
