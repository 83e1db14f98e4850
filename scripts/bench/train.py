"""Trains one library on the data of train.ts and prints [seconds of the fit, of the prediction, score, peak KB]."""

import json
import resource
import sys
import time

import numpy as np

folder, library, rows, features, train, threads = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:7])
params = json.loads(sys.argv[7])
x = np.ascontiguousarray(np.fromfile(folder + "/x", "<f4").reshape(features, rows).T)
y = np.fromfile(folder + "/y")
if library == "lightgbm":
    import lightgbm

    model = lightgbm.LGBMClassifier(n_jobs=threads, verbose=-1, **params)
elif library == "xgboost":
    import xgboost

    params["max_leaves"] = params.pop("num_leaves")
    model = xgboost.XGBClassifier(n_jobs=threads, tree_method="hist", grow_policy="lossguide", max_depth=0, **params)
elif library == "histgb":
    from sklearn.ensemble import HistGradientBoostingClassifier

    named = {"max_iter": params["n_estimators"], "max_leaf_nodes": params["num_leaves"]}
    model = HistGradientBoostingClassifier(early_stopping=False, learning_rate=params["learning_rate"], **named)
else:
    from sklearn.ensemble import RandomForestRegressor

    model = RandomForestRegressor(n_jobs=threads, random_state=0, **params)
start = time.perf_counter()
model.fit(x[:train], y[:train])
fit = time.perf_counter() - start
start = time.perf_counter()
if library == "scikit-learn":
    predicted = model.predict(x[train:])
    score = 1 - np.mean((predicted - y[train:]) ** 2) / np.var(y[train:])
else:
    shares = model.predict_proba(x[train:])
    score = -np.mean(np.log(shares[np.arange(rows - train), y[train:].astype(int)]))
predict = time.perf_counter() - start
print(json.dumps([fit, predict, float(score), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
