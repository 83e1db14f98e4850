"""Writes shap-values.json: what shap 0.51 makes of trees, with a background. Run: python shap-values.py"""

import json
import pathlib

import numpy as np
import shap
import sklearn
from sklearn.ensemble import ExtraTreesClassifier, RandomForestRegressor
from sklearn.tree import DecisionTreeRegressor

random = np.random.default_rng(5)
FEATURES = 6


def sample(rows):
    values = random.normal(size=(rows, FEATURES)).astype(np.float32)
    values[:, 2] = np.round(values[:, 2])
    return values


def tree_of(tree, divisor):
    values = tree.value[:, 0, :]
    return {
        "feature": np.where(tree.children_left < 0, -1, tree.feature).tolist(),
        # Of float32 values, those up to a threshold are those up to the float32 below it.
        "threshold": [float(round_down(each)) for each in tree.threshold],
        "left": tree.children_left.tolist(),
        "right": tree.children_right.tolist(),
        "value": np.float32(values).reshape(-1).tolist(),
    }


def round_down(threshold):
    nearest = np.float32(threshold)
    return nearest if nearest <= threshold else np.nextafter(nearest, np.float32(-np.inf))


def case(model, target):
    train, rows, background = sample(120), sample(12), sample(25)
    model.fit(train, target(train))
    estimators = getattr(model, "estimators_", [model])
    explainer = shap.TreeExplainer(model, data=background, feature_perturbation="interventional")
    values = np.asarray(explainer.shap_values(rows, check_additivity=False))
    return {
        "trees": [tree_of(each.tree_, len(estimators)) for each in estimators],
        "outputs": estimators[0].tree_.value.shape[2],
        "rows": rows.reshape(-1).tolist(),
        "background": background.reshape(-1).tolist(),
        "shap": values.reshape(len(rows), -1).tolist(),
    }


def number(values):
    return values[:, 0] * 3 + np.where(values[:, 1] > 0, values[:, 2], -values[:, 3])


def classes(values):
    return np.digitize(number(values), [-2, 2])


golden = {
    "tool": f"shap {shap.__version__}, scikit-learn {sklearn.__version__}",
    "features": FEATURES,
    "cases": {
        "one tree": case(DecisionTreeRegressor(max_depth=6, random_state=1), number),
        "a forest": case(RandomForestRegressor(n_estimators=7, max_depth=8, random_state=2), number),
        "classes": case(ExtraTreesClassifier(n_estimators=5, max_depth=7, random_state=3), classes),
    },
}
path = pathlib.Path(__file__).with_name("shap-values.json")
path.write_text(json.dumps(golden) + "\n")
