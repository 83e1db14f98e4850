"""From a CSV file to a model and its metrics, as people write it: prints
CPU seconds, peak KB and the bytes of the model."""

import json
import os
import re
import sys
import time

import joblib
import pandas as pd

case = json.loads(sys.argv[1])
library, params = case["library"], case["params"]
data = pd.read_csv("data.csv").dropna(subset=[case["target"]])
y = data.pop(case["target"])
numbers = list(data.select_dtypes("number"))
texts = [name for name in data if name not in numbers]
if library == "lightgbm":
    import lightgbm

    kind = lightgbm.LGBMClassifier if case["classes"] else lightgbm.LGBMRegressor
    model = kind(n_jobs=-1, verbose=-1, **params)
    data[texts] = data[texts].astype("category")
else:
    from sklearn.compose import make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder

    if library == "histgb":
        from sklearn.ensemble import HistGradientBoostingRegressor

        model = HistGradientBoostingRegressor(**params)
    elif case["classes"]:
        from sklearn.ensemble import RandomForestClassifier

        model = RandomForestClassifier(n_jobs=-1, random_state=0, **params)
    else:
        from sklearn.ensemble import RandomForestRegressor

        model = RandomForestRegressor(n_jobs=-1, random_state=0, **params)
    named = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore"))
    columns = make_column_transformer((SimpleImputer(strategy="median"), numbers), (named, texts), sparse_threshold=0)
    model = make_pipeline(columns, model)
from sklearn import metrics
from sklearn.model_selection import train_test_split

x_train, x_test, y_train, y_test = train_test_split(data, y, test_size=0.2, random_state=42)
model.fit(x_train, y_train)
predicted = model.predict(x_test)
if case["classes"]:
    shares = model.predict_proba(x_test)
    found = {"accuracy": metrics.accuracy_score(y_test, predicted), "log_loss": metrics.log_loss(y_test, shares)}
else:
    named = ["r2_score", "root_mean_squared_error", "mean_absolute_error"]
    found = {name: float(getattr(metrics, name)(y_test, predicted)) for name in named}
with open("metrics.json", "w") as file:
    json.dump(found, file)
joblib.dump(model, "model.joblib")
# Not resource.getrusage: that counts the process that started this one.
peak = int(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1])
print(json.dumps([time.process_time(), peak, os.path.getsize("model.joblib")]))
