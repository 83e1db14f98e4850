"""How well one column alone predicts the target, by scikit-learn's trees, for test/checks/leakage.test.ts.

Run from the repository's root with scikit-learn 1.9 and pandas 2; writes test/golden/leakage.json, which names the
versions it was made with. Each column is a tree's only feature (texts by one column a value, missing apart); each half
of the rows is predicted by the tree of the other. For classes the score is 2 AUC - 1, one against the rest, averaged by
the classes' shares; for numbers it is R2 of the target's ranks.
"""

import json
import pathlib

import numpy
import pandas
import sklearn
from sklearn.metrics import r2_score, roc_auc_score
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_predict
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

samples = pathlib.Path("node_modules/@observablehq/sample-datasets")


def feature(column):
    if not pandas.api.types.is_numeric_dtype(column):
        return pandas.get_dummies(column, dummy_na=True).to_numpy(dtype=float)
    return numpy.column_stack([column.fillna(0).to_numpy(dtype=float), column.isna().to_numpy(dtype=float)])


def score(column, target):
    x = feature(column)
    leaf = max(1, round(numpy.sqrt(len(x) / 2)))
    if pandas.api.types.is_numeric_dtype(target):
        ranks = target.rank().to_numpy()
        tree = DecisionTreeRegressor(min_samples_leaf=leaf, random_state=0)
        predicted = cross_val_predict(tree, x, ranks, cv=KFold(2, shuffle=True, random_state=0))
        return max(0.0, float(r2_score(ranks, predicted)))
    tree = DecisionTreeClassifier(min_samples_leaf=leaf, random_state=0)
    folds = StratifiedKFold(2, shuffle=True, random_state=0)
    predicted = cross_val_predict(tree, x, target.to_numpy(), cv=folds, method="predict_proba")
    classes = sorted(target.unique())
    areas = [max(0.0, 2 * roc_auc_score(target == name, predicted[:, i]) - 1) for i, name in enumerate(classes)]
    weights = [float((target == name).mean()) for name in classes]
    return float(numpy.average(areas, weights=weights))


golden = {"versions": {"scikit-learn": sklearn.__version__, "pandas": pandas.__version__}, "scores": []}
for file, targets in [("penguins.csv", ["species", "body_mass_g"]), ("diamonds.csv", ["price", "cut", "color"])]:
    frame = pandas.read_csv(samples / file, keep_default_na=False, na_values=[""])
    for name in frame.columns:
        numbers = pandas.to_numeric(frame[name], errors="coerce")
        if numbers.notna().sum() > 0.9 * len(frame):
            frame[name] = numbers
    for target in targets:
        known = frame[frame[target].notna()]
        scores = {name: score(known[name], known[target]) for name in frame.columns if name != target}
        golden["scores"].append({"file": file, "target": target, "scores": scores})
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1) + "\n")
