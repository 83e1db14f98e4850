"""Trains in the way that people do and leaves model.joblib, with predictions as Parquet, then loads the folder."""

import json
import os
import sys

import joblib
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder


def train():
    training, tested = (pd.read_csv(os.environ[f"MLOPS_{part}"], dtype={"row_id": str}) for part in ("TRAIN", "TEST"))
    target = os.environ["MLOPS_TARGET"]
    columns = [name for name in training.columns if name not in ("row_id", target)]
    texts = [name for name in columns if not pd.api.types.is_numeric_dtype(training[name])]
    numbers = [name for name in columns if name not in texts]
    model = make_pipeline(
        make_column_transformer(
            (make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")), texts),
            (SimpleImputer(), numbers),
        ),
        RandomForestClassifier(n_estimators=20, random_state=int(os.environ["MLOPS_SEED"])),
    )
    model.fit(training[columns], training[target])
    joblib.dump(model, os.path.join(os.environ["MLOPS_MODEL_DIR"], "model.joblib"))
    out = pd.DataFrame({"row_id": tested["row_id"], "predicted": model.predict(tested[columns])})
    for index, label in enumerate(model.classes_):
        out[f"score_{label}"] = model.predict_proba(tested[columns])[:, index]
    out.to_parquet(os.path.join(os.environ["MLOPS_EVIDENCE_DIR"], "predictions.parquet"), index=False)


def load(folder, data):
    import mlflow

    model = mlflow.pyfunc.load_model(folder)
    frame = pd.read_csv(data, dtype={"row_id": str})
    scores = model.predict(frame, params={"predict_method": "predict_proba"})
    predicted = [str(each) for each in model.predict(frame)]
    print(json.dumps({"predicted": predicted, "ids": frame["row_id"].tolist(), "columns": list(scores.columns)}))


if __name__ == "__main__":
    load(*sys.argv[1:]) if len(sys.argv) > 1 else train()
