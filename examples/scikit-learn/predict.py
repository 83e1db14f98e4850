"""Predicts rows with the model of train.py."""

import os
from pathlib import Path

import joblib
import pandas as pd

model = joblib.load(Path(os.environ["MLOPS_MODEL_DIR"]) / "model.joblib")
rows = pd.read_csv(os.environ["MLOPS_INPUT"], dtype={"row_id": str})
features = rows[model.feature_names_in_]
scores = pd.DataFrame(model.predict_proba(features), columns=[f"score_{name}" for name in model.classes_])
predictions = pd.concat([rows[["row_id"]], scores], axis=1)
predictions.insert(1, "predicted", model.predict(features))
predictions.to_csv(os.environ["MLOPS_OUTPUT"], index=False)
