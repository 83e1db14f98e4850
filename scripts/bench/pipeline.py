"""The pipeline that people have: pandas and scikit-learn, whole process. Prints its metrics as JSON.

usage: pipeline.py data.csv target test-rows.txt n_estimators max_depth min_samples_split min_samples_leaf seed
test-rows.txt holds the 1-based data rows of our own test part, so that both are tested on the same rows.
"""
import json
import sys

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

path, target, rows, trees, depth, split, leaf, seed = sys.argv[1:]
frame = pd.read_csv(path)

quality = {"rows": len(frame), "missing": frame.isna().sum().to_dict(), "duplicates": int(frame.duplicated().sum()), "outliers": {}}
for name in frame.select_dtypes("number"):
    q1, q3 = frame[name].quantile([0.25, 0.75])
    quality["outliers"][name] = int(((frame[name] < q1 - 1.5 * (q3 - q1)) | (frame[name] > q3 + 1.5 * (q3 - q1))).sum())

if {"total_rooms", "households", "total_bedrooms", "population"} <= set(frame):
    frame["rooms_per_household"] = frame.total_rooms / frame.households
    frame["bedrooms_per_room"] = frame.total_bedrooms / frame.total_rooms
    frame["population_per_household"] = frame.population / frame.households

is_test = np.zeros(len(frame), bool)
is_test[np.loadtxt(rows, dtype=int) - 1] = True
features = frame.drop(columns=target)
numbers = list(features.select_dtypes("number"))
others = [name for name in features if name not in numbers]
prepare = ColumnTransformer([
    ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
    ("others", OneHotEncoder(handle_unknown="ignore", sparse_output=False), others),
])
train = prepare.fit_transform(features[~is_test])
test = prepare.transform(features[is_test])
forest = RandomForestRegressor(
    n_estimators=int(trees), max_depth=int(depth), min_samples_split=int(split), min_samples_leaf=int(leaf),
    n_jobs=2, random_state=int(seed),
).fit(train, frame[target][~is_test])
predicted, actual = forest.predict(test), frame[target][is_test]
print(json.dumps({
    "quality": quality, "r2": r2_score(actual, predicted),
    "rmse": mean_squared_error(actual, predicted) ** 0.5, "mae": mean_absolute_error(actual, predicted),
}))
