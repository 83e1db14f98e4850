"""Trains one library on the data of ../train.ts and prints
[seconds and CPU seconds of the fit, of the prediction, score, peak KB]."""

import json
import re
import sys
import time

import numpy as np

case = json.loads(sys.argv[1])
folder, library, rows, train = case["folder"], case["library"], case["rows"], case["trainRows"]
params, threads, seed = case["params"], case["threads"], case["seed"]
x = np.fromfile(folder + "/x", "<f4").reshape(case["features"], rows).T
y = np.fromfile(folder + "/y")
if library == "lightgbm":
    import lightgbm

    model = lightgbm.LGBMClassifier(n_jobs=threads, random_state=seed, verbose=-1, **params)
elif library == "xgboost":
    import xgboost

    params["max_leaves"] = params.pop("num_leaves")
    named = {"tree_method": "hist", "grow_policy": "lossguide", "max_depth": 0}
    model = xgboost.XGBClassifier(n_jobs=threads, random_state=seed, **named, **params)
elif library == "histgb":
    from sklearn.ensemble import HistGradientBoostingClassifier

    named = {"max_iter": params["n_estimators"], "max_leaf_nodes": params["num_leaves"]}
    rate = params["learning_rate"]
    model = HistGradientBoostingClassifier(early_stopping=False, learning_rate=rate, random_state=seed, **named)
else:
    from sklearn.ensemble import RandomForestRegressor

    model = RandomForestRegressor(n_jobs=threads, random_state=seed, **params)
fitted, tested = np.ascontiguousarray(x[:train]), np.ascontiguousarray(x[train:])


def now():
    return np.array([time.perf_counter(), time.process_time()])


start = now()
model.fit(fitted, y[:train])
fit = now() - start
start = now()
if library == "scikit-learn":
    predicted = model.predict(tested)
    score = 1 - np.mean((predicted - y[train:]) ** 2) / np.var(y[train:])
else:
    shares = model.predict_proba(tested)
    score = -np.mean(np.log(shares[np.arange(rows - train), y[train:].astype(int)]))
predict = now() - start
# Not resource.getrusage: that counts the process that started this one.
peak = int(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1])
print(json.dumps([*fit, *predict, float(score), peak]))
