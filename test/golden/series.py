"""Writes series.json: lags and windows of pandas, folds of scikit-learn, MASE of utilsforecast. Run: python series.py"""

import json
import pathlib
from importlib.metadata import version

import numpy as np
import pandas as pd
import sklearn
from sklearn.model_selection import TimeSeriesSplit
from utilsforecast.losses import mase

random = np.random.default_rng(3)
DAYS, TEST, HORIZON, SEASON = 40, 10, 3, 7

rows = [
    {"store": store, "day": str(np.datetime64("2024-01-01") + day), "y": round(float(level + 5 * (day % 7) + random.normal()), 2)}
    for store, level in (("a", 20), ("b", 90), ("c", 50))
    for day in range(DAYS if store != "c" else 25)
    if not (store == "b" and day == 11)
]
frame = pd.DataFrame(rows).sample(frac=1, random_state=1).reset_index(drop=True)
frame.loc[5, "y"] = None
ordered = frame.sort_values(["store", "day"])
groups = ordered.groupby("store")["y"]
columns = {"y_lag_3": groups.shift(3), "y_lag_7": groups.shift(7)}
for window in (4, 7):
    rolling = ordered["y"].groupby(ordered["store"])
    for statistic in ("mean", "std", "min", "max"):
        columns[f"y_{statistic}_{window}"] = rolling.transform(
            lambda each: getattr(each.shift(HORIZON).rolling(window), statistic)()
        )


def plain(series):
    return [None if pd.isna(each) else float(each) for each in series.reindex(frame.index)]


moments = np.array(sorted(frame["day"].unique()))
folds = [
    {
        "train": [None, str(moments[train[-1]])][1],
        "from": str(moments[test[0]]),
        "to": str(moments[test[-1]]),
    }
    for train, test in TimeSeriesSplit(n_splits=4, gap=2).split(moments)
]

cut = moments[-TEST]
full = ordered.dropna()
full = full.assign(model=full["y"] + np.where(full["y"] > 60, 2.5, -1.25))
train, test = full[full["day"] < cut], full[full["day"] >= cut]
scaled = mase(test, models=["model"], seasonality=SEASON, train_df=train, id_col="store", time_col="day", target_col="y")

golden = {
    "tool": f"pandas {pd.__version__}, scikit-learn {sklearn.__version__}, utilsforecast {version('utilsforecast')}",
    "csv": frame.to_csv(index=False, lineterminator="\n"),
    "horizon": HORIZON,
    "columns": {name: plain(series) for name, series in columns.items()},
    "folds": folds,
    "mase": {
        "season": SEASON,
        "csv": full.to_csv(index=False, lineterminator="\n"),
        "cut": str(cut),
        "value": float(scaled["model"].mean()),
    },
}
path = pathlib.Path(__file__).with_name("series.json")
path.write_text(json.dumps(golden) + "\n")
