"""Runs model folders in Python: python model-python.py cases.json answers.json

A case is {"folder", "csv", "target"}, and "ruin": pairs of a column and a value that it cannot hold. Written for onnx 1.23, onnxruntime 1.31, mlflow 3.17.2, pandas 3.1 and 2.3.
"""

import json
import logging
import os
import sys
import warnings

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["DO_NOT_TRACK"] = "true"
sys.dont_write_bytecode = True
warnings.filterwarnings("ignore")

import mlflow
import numpy as np
import onnx
import onnxruntime
import pandas as pd

logging.getLogger("mlflow").setLevel(logging.ERROR)


def plain(values):
    return np.asarray(values).tolist()


def other_frames(frame):
    """The same rows as other programs hold them: types that pass MLflow's checks without being read_csv's own."""
    as_objects = frame.copy()
    for name in frame.columns:
        if frame[name].dtype.kind not in "if":
            as_objects[name] = frame[name].astype(object).where(frame[name].notna(), None)
    nullable = frame.copy()
    for name in frame.columns:
        if frame[name].dtype.kind not in "ifb":
            nullable[name] = frame[name].astype(object).where(frame[name].notna(), pd.NA)
    narrow = frame.copy()
    for name in frame.columns:
        if frame[name].dtype == np.int64:
            narrow[name] = frame[name].astype(np.int32)
    shuffled = frame[list(reversed(frame.columns))].set_index(np.arange(len(frame)) * 3 + 5)
    return {"objects": as_objects, "nullable": nullable, "narrow": narrow, "shuffled": shuffled}


def refusal(model, frame, column, value):
    """What the loader says of a column that holds one value only, which MLflow would mostly have refused before."""
    ruined = frame.assign(**{column: value}) if value != "drop" else frame.drop(columns=column)
    try:
        model._model_impl.predict(ruined)
    except ValueError as error:
        return str(error).split("\n")[0]
    return "nothing"


def run(case):
    folder = case["folder"]
    path = os.path.join(folder, "model.onnx")
    onnx.checker.check_model(onnx.load(path), full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    model = mlflow.pyfunc.load_model(folder)
    mlflow.onnx.load_model(folder)
    frame = pd.read_csv(case["csv"]).drop(columns=[case["target"]])
    answer = {
        "inputs": [[each.name, each.type] for each in session.get_inputs()],
        "outputs": [[each.name, each.type, each.shape] for each in session.get_outputs()],
        "predicted": plain(model.predict(frame)),
        "dtype": str(np.asarray(model.predict(frame)).dtype),
        "example": plain(model.predict(model.input_example)),
        # MLflow refuses a truth column in which every value is missing: a frame of such a row has no type for it
        "single": [[int(row), plain(model.predict(frame.iloc[[row]]))[0]] for row in np.flatnonzero(frame.notna().all(axis=1))[:4]],
        "differing": [],
        "empty": len(model.predict(frame.iloc[:0])),
    }
    for name, other in other_frames(frame).items():
        if plain(model.predict(other)) != answer["predicted"]:
            answer["differing"].append(name)
    if "ruin" in case:
        answer["refusals"] = [refusal(model, frame, column, value) for column, value in case["ruin"]]
    if len(session.get_outputs()) == 2:
        scores = model.predict(frame, params={"predict_method": "predict_proba"})
        answer["scores"] = plain(scores)
        answer["scoreNames"] = list(scores.columns)
    return answer


with open(sys.argv[1]) as file:
    cases = json.load(file)
answers = [run(case) for case in cases]
with open(sys.argv[2], "w") as file:
    json.dump({"pandas": pd.__version__, "answers": answers}, file)
