/**
 * Python text of `code/mlops_model.py`, the pyfunc loader in every model folder (Python 3.10, pandas 2 and 3,
 * onnxruntime 1.21 and later). It turns what data frames hold into what the ONNX file takes: missing values of any
 * kind, integers of any width, dates as text or datetimes, truth values as text. What it needs to know stands in
 * the file's metadata under `mlops` (see `modelFiles`).
 */
export const loaderText = `"""Predicts with model.onnx for mlflow.pyfunc.

predict(data) returns a number or a label a row. For a classifier,
predict(data, params={"predict_method": "predict_proba"}) returns a data frame with a column score_<class> a class.
"""

import json
import os

import numpy as np
import onnxruntime
import pandas as pd

BLOCK = 16384
METHODS = ("predict", "predict_proba")
TRUTH = {"true": 1.0, "false": 0.0, "1": 1.0, "0": 0.0}


def _load_pyfunc(path):
    return Model(os.path.join(path, "model.onnx"))


class Model:
    def __init__(self, path):
        self.session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        about = json.loads(self.session.get_modelmeta().custom_metadata_map["mlops"])
        self.columns = about["columns"]
        self.classes = about["classes"]
        self.class_type = about["class_type"]
        self.element_types = {each.name: each.type for each in self.session.get_inputs()}

    def predict(self, model_input, params=None):
        method = (params or {}).get("predict_method") or "predict"
        if method not in METHODS:
            raise ValueError(f'predict_method is "{method}", expected one of {", ".join(METHODS)}')
        if method == "predict_proba" and not self.classes:
            raise ValueError("predict_proba needs a classifier, and this model predicts a number")
        outputs = self.run(self.feed(model_input))
        if not self.classes:
            return outputs[0]
        if method == "predict":
            return to_labels(outputs[0], self.class_type)
        index = model_input.index if isinstance(model_input, pd.DataFrame) else None
        return pd.DataFrame(outputs[1], columns=[f"score_{each}" for each in self.classes], index=index)

    def run(self, feeds):
        """In blocks of rows, so that what is computed on the way takes little memory."""
        rows = max(len(values) for values in feeds.values())
        parts = [
            self.session.run(None, {name: values[start : start + BLOCK] for name, values in feeds.items()})
            for start in range(0, max(rows, 1), BLOCK)
        ]
        return parts[0] if len(parts) == 1 else [np.concatenate(each) for each in zip(*parts)]

    def feed(self, model_input):
        frame = model_input if isinstance(model_input, pd.DataFrame) else pd.DataFrame(model_input)
        absent = [each["name"] for each in self.columns if each["name"] not in frame.columns]
        if absent:
            raise ValueError(f"the input lacks the columns {absent}")
        return {each["name"]: self.to_tensor(frame[each["name"]], each) for each in self.columns}

    def to_tensor(self, series, column):
        name, kind = column["name"], column["type"]
        if kind == "text":
            return to_text(series, column["missing"])
        try:
            if kind in ("date", "datetime"):
                values = to_milliseconds(series)
            else:
                values = to_truth(series) if kind == "boolean" else to_numbers(series)
        except (TypeError, ValueError) as error:
            raise ValueError(f'column "{name}" does not hold values of type {kind}: {error}') from error
        element_type = self.element_types[name]
        if element_type == "tensor(double)":
            return values
        if np.isnan(values).any():
            raise ValueError(f'column "{name}" has missing values, and had none when the model was trained')
        if element_type == "tensor(bool)":
            return values != 0
        if not np.array_equal(values, np.floor(values)) or not np.isfinite(values).all():
            raise ValueError(f'column "{name}" holds fractions, and held only integers when the model was trained')
        return values.astype(np.int64)


def to_text(series, missing):
    is_missing = series.isna().to_numpy(dtype=bool)
    texts = [missing if gone else str(value) for value, gone in zip(series, is_missing)]
    return np.array(texts, dtype=object)


def to_numbers(series):
    return pd.to_numeric(series, errors="raise").to_numpy(dtype=np.float64, na_value=np.nan)


def to_truth(series):
    if pd.api.types.is_bool_dtype(series.dtype) or pd.api.types.is_numeric_dtype(series.dtype):
        return to_numbers(series)
    values = [np.nan if pd.isna(value) else TRUTH.get(str(value).lower()) for value in series]
    if None in values:
        raise ValueError(f"{series.iloc[values.index(None)]!r} is neither true nor false")
    return np.array(values, dtype=np.float64)


def to_milliseconds(series):
    if pd.api.types.is_numeric_dtype(series.dtype) and series.notna().any():
        raise ValueError("expected dates as text or datetimes")
    times = pd.to_datetime(series, utc=True, format="ISO8601").astype("datetime64[ms, UTC]")
    values = times.astype("int64").to_numpy(dtype=np.float64)
    values[times.isna().to_numpy(dtype=bool)] = np.nan
    return values


def to_labels(labels, class_type):
    labels = np.asarray(labels, dtype=object)
    if class_type == "boolean":
        return np.array([TRUTH[each.lower()] == 1.0 for each in labels], dtype=bool)
    if class_type == "integer":
        return labels.astype(np.int64)
    if class_type == "number":
        return labels.astype(np.float64)
    return labels
`;
