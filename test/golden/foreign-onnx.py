"""Models of scikit-learn as skl2onnx writes them, and what onnxruntime says of their rows.

Made with skl2onnx 1.20.0, onnx 1.23.2, onnxruntime 1.31.1, scikit-learn 1.9.1, numpy 2.4.6, pandas 3.1.1:
  python test/golden/foreign-onnx.py
writes test/golden/foreign-onnx.csv, test/golden/foreign-onnx.json and test/golden/onnx/*.onnx
"""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import make_column_transformer
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

here = Path(__file__).parent
(here / "onnx").mkdir(exist_ok=True)
rng = np.random.default_rng(7)
rows = 240
data = pd.DataFrame(
    {
        "id": np.arange(rows) + 1000,
        "rooms": rng.integers(1, 9, rows).astype(float),
        "income": rng.normal(4, 1.5, rows).round(3),
        "age": rng.integers(1, 60, rows).astype(float),
        "place": rng.choice(["coast", "inland", "island"], rows),
    }
)
value = data.rooms * 3 + data.income * 10 - data.age * 0.2 + (data.place == "coast") * 15
value += rng.normal(0, 4, rows)
data["price"] = value.round(2)
data["sold"] = (value > value.median()).astype(int)
data["band"] = np.where(value > 75, "high", np.where(value > 55, "mid", "low"))
data.to_csv(here / "foreign-onnx.csv", index=False)

numbers = ["rooms", "income", "age"]
matrix = data[numbers].to_numpy(np.float32)
frame_types = [(name, FloatTensorType([None, 1])) for name in numbers] + [
    ("place", StringTensorType([None, 1]))
]
scaled = make_pipeline(StandardScaler(), LogisticRegression()).fit(matrix, data.sold)
forest = RandomForestClassifier(12, max_depth=5, random_state=0).fit(matrix, data.band)
boosted = GradientBoostingRegressor(n_estimators=20, random_state=0).fit(matrix, data.price)
mixed = make_pipeline(
    make_column_transformer(
        (StandardScaler(), numbers), (OneHotEncoder(handle_unknown="ignore"), ["place"])
    ),
    LogisticRegression(max_iter=500),
).fit(data[[*numbers, "place"]], data.band)

models = {
    "maps": to_onnx(scaled, matrix[:1]),
    "tensor": to_onnx(scaled, matrix[:1], options={"zipmap": False}),
    "texts": to_onnx(forest, matrix[:1]),
    "regression": to_onnx(boosted, matrix[:1]),
    "columns": to_onnx(mixed, initial_types=frame_types),
}

expected = {}
for name, model in models.items():
    model.producer_version = ""
    (here / "onnx" / f"{name}.onnx").write_bytes(model.SerializeToString())
    session = onnxruntime.InferenceSession(model.SerializeToString())
    if name == "columns":
        feeds = {each: data[[each]].to_numpy(np.float32) for each in numbers}
        feeds["place"] = data[["place"]].to_numpy(object)
    else:
        feeds = {"X": matrix}
    said = session.run(None, feeds)
    if len(said) == 1:
        expected[name] = {"values": said[0].ravel().tolist()}
        continue
    labels, scores = said
    if isinstance(scores, list):
        classes = list(scores[0])
        scores = np.array([[each[key] for key in classes] for each in scores])
    else:
        classes = [0, 1]
    expected[name] = {
        "labels": [str(each) for each in labels],
        "classes": [str(each) for each in classes],
        "values": np.asarray(scores).ravel().tolist(),
    }
(here / "foreign-onnx.json").write_text(json.dumps(expected) + "\n")
