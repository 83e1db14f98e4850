"""Writes features.json: what scikit-learn 1.9.1 and pandas 3.1.1 make of the columns. Run: python features.py"""

import json
import pathlib

import numpy as np
import pandas as pd
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

random = np.random.default_rng(11)
ROWS, TRAINING = 80, 60
MAX_CATEGORIES = 3


def with_missing(values):
    return [None if random.random() < 0.15 else value for value in values]


frame = pd.DataFrame({
    "size": with_missing(random.normal(50, 20, ROWS).round(3).tolist()),
    "count": random.integers(0, 9, ROWS).tolist(),
    "open": with_missing(random.choice(["true", "false"], ROWS, p=[0.3, 0.7]).tolist()),
    "shape": with_missing(random.choice(["round", "flat", "long", "odd", "bent"], ROWS, p=[0.4, 0.25, 0.2, 0.1, 0.05]).tolist()),
    "colour": with_missing(random.choice(["red", "green"], TRAINING).tolist() + random.choice(["red", "blue"], ROWS - TRAINING).tolist()),
    "day": with_missing(pd.Series(random.integers(-9000, 20000, ROWS)).map(lambda day: str(np.datetime64(int(day), "D"))).tolist()),
    "time": with_missing(pd.Series(random.integers(-8 * 10**8, 16 * 10**8, ROWS)).map(lambda at: str(np.datetime64(int(at), "s"))).tolist()),
    "target": random.normal(size=ROWS).round(3).tolist(),
})
train, rest = frame.iloc[:TRAINING], frame


def number(name):
    to_number = lambda part: part[[name]].replace({"true": 1.0, "false": 0.0}).astype(float).to_numpy()
    imputer = SimpleImputer(strategy="most_frequent" if name == "open" else "median").fit(to_number(train))
    values = imputer.transform(to_number(rest))
    scaler = StandardScaler().fit(imputer.transform(to_number(train)))
    return {name: values[:, 0].tolist()}, {name: scaler.transform(values)[:, 0].tolist()}


def category(name):
    to_text = lambda part: part[[name]].astype(object).where(part[[name]].notna(), np.nan).to_numpy()
    imputer = SimpleImputer(strategy="most_frequent").fit(to_text(train))
    limit = None if train[name].nunique() <= MAX_CATEGORIES else MAX_CATEGORIES + 1
    unknown = "ignore" if limit is None else "infrequent_if_exist"
    encoder = OneHotEncoder(sparse_output=False, handle_unknown=unknown, max_categories=limit)
    encoder.fit(imputer.transform(to_text(train)))
    values = encoder.transform(imputer.transform(to_text(rest)))
    names = [each.removeprefix("x0_").replace("infrequent_sklearn", "(rare)") for each in encoder.get_feature_names_out()]
    return {f"{name}={each}": values[:, index].tolist() for index, each in enumerate(names)}


def date(name, parts):
    times = pd.to_datetime(rest[name])
    known = times.iloc[:TRAINING].dropna().sort_values()
    times = times.fillna(known.iloc[(len(known) - 1) // 2])
    all_parts = {
        "days": (times.dt.floor("D") - pd.Timestamp(0)).dt.days,
        "month": times.dt.month,
        "day_of_week": times.dt.day_of_week,
        "hour": times.dt.hour,
    }
    return {f"{name}.{part}": [int(each) for each in all_parts[part]] for part in parts}


plain, scaled = {}, {}
for name in ("size", "count", "open"):
    values, scaled_values = number(name)
    plain |= values
    scaled |= scaled_values
plain |= category("shape") | category("colour")
plain |= date("day", ["days", "month", "day_of_week"]) | date("time", ["days", "month", "day_of_week", "hour"])
golden = {
    "tool": f"scikit-learn {sklearn.__version__}, pandas {pd.__version__}",
    "csv": frame.to_csv(index=False, lineterminator="\n"),
    "training": TRAINING,
    "max_categories": MAX_CATEGORIES,
    "plain": plain,
    "scaled": scaled,
}
path = pathlib.Path(__file__).with_name("features.json")
path.write_text(json.dumps(golden) + "\n")
