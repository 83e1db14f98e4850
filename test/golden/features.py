"""Writes features.json: what scikit-learn 1.9.1 and pandas 3.1.1 make of the columns. Run: python features.py"""

import json
import pathlib

import numpy as np
import pandas as pd
import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    RobustScaler,
    StandardScaler,
    TargetEncoder,
)

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
stories = [
    "Good house, very good house!", "BAD house; don't buy", "a very bad e-mail", "good e-mail (good)", "x y z",
    "House/garden house", "the garden... the house", "Very very very good", "don't", "good garden",
] * 3
chosen = pd.DataFrame({
    "story": stories,
    "city": with_missing(random.choice(["Bonn", "Ulm", "Hof"], 30).tolist()),
    "size": random.choice(["S", "M", "L"], 30).tolist(),
    "weight": with_missing((random.random(30) * 9).round(2).tolist()),
    "height": with_missing((random.random(30) * 200).round(1).tolist()),
    "kind": random.choice(["a", "b", "c"], 30).tolist(),
    "y": random.normal(size=30).round(3).tolist(),
})
chosen_training = 24


def fold(text):
    return "".join(each.lower() if each.isascii() else each for each in text)


def words(text):
    for separator in '.,;:!?"()[]{}<>/\\|*#=+~`^':
        text = text.replace(separator, " ")
    return [word for word in text.split() if len(word) >= 2]


def fitted(transformer, column, y=None):
    part = chosen[[column]].astype(object).where(chosen[[column]].notna(), None).to_numpy()
    transformer.fit(part[:chosen_training], None if y is None else chosen[y][:chosen_training])
    return transformer.transform(part)


def numbers(column, strategy, scaler, fill=None):
    steps = make_pipeline(SimpleImputer(strategy=strategy, fill_value=fill), scaler)
    part = chosen[[column]].astype(float).to_numpy()
    steps.fit(part[:chosen_training])
    return {column: steps.transform(part)[:, 0].tolist()}


vectors = {"tokenizer": words, "preprocessor": fold, "token_pattern": None, "ngram_range": (1, 2)}
uses = np.sort(CountVectorizer(**vectors).fit_transform(chosen["story"][:chosen_training]).toarray().sum(0))[::-1]
# Which of equally frequent terms scikit-learn keeps is left to chance: cut between different counts.
cut = next(place for place in range(10, len(uses)) if uses[place - 1] > uses[place])
tfidf = TfidfVectorizer(**vectors, max_features=cut)
tfidf.fit(chosen["story"][:chosen_training])
weights = tfidf.transform(chosen["story"]).toarray()
one = fitted(TargetEncoder(target_type="continuous"), "city", "y")
several = fitted(TargetEncoder(target_type="multiclass"), "city", "kind")
features = {f"story~{term}": weights[:, place].tolist() for place, term in enumerate(tfidf.get_feature_names_out())}
features |= {"city:target": one[:, 0].tolist()}
features |= {"size": fitted(OrdinalEncoder(), "size")[:, 0].tolist()}
features |= numbers("weight", "mean", MinMaxScaler()) | numbers("height", "constant", RobustScaler(), -1)
chosen_classes = {f"city:target {place}": several[:, place].tolist() for place in range(3)}
golden = {
    "chosen": {
        "csv": chosen.to_csv(index=False, lineterminator="\n"),
        "training": chosen_training,
        "features": features,
        "classes": chosen_classes,
        "max_words": int(cut),
    },
    "tool": f"scikit-learn {sklearn.__version__}, pandas {pd.__version__}",
    "csv": frame.to_csv(index=False, lineterminator="\n"),
    "training": TRAINING,
    "max_categories": MAX_CATEGORIES,
    "plain": plain,
    "scaled": scaled,
}
path = pathlib.Path(__file__).with_name("features.json")
path.write_text(json.dumps(golden) + "\n")
