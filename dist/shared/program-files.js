import { digestModelFiles } from "./core.js";
import { environmentFiles, mlflowVersion, toYaml } from "./model-files.js";
import { packagesOfKind } from "./keeping.js";
import { mlflowType } from "./evaluating.js";

// src/model/program-loader.ts
/**
* Python text of `code/mlops_program.py`, the pyfunc loader of models that a user's program wrote (Python 3.10, pandas 2
* and 3). It reads the file with the library that wrote it, gives it the columns that it was trained with, and returns
* what it predicts. `mlops_program.json` beside MLmodel says which file and kind it is.
*/
const programLoaderText = `"""Predicts with a model that a training program wrote, for mlflow.pyfunc.

predict(data) returns the model's predictions; predict(data, params={"predict_method": "predict_proba"}) returns a data
frame with a column score_<class> a class, where the model has classes.
"""

import json
import os

import numpy as np
import pandas as pd

METHODS = ("predict", "predict_proba")


def _load_pyfunc(path):
    with open(os.path.join(path, "mlops_program.json"), encoding="utf-8") as file:
        about = json.load(file)
    return Model(LOADERS[about["kind"]](os.path.join(path, *about["file"].split("/"))))


def load_pickle(path):
    """joblib reads plain pickles too; without it, they are pickles alone."""
    try:
        import joblib
    except ImportError:
        import pickle

        with open(path, "rb") as file:
            return pickle.load(file)
    return joblib.load(path)


def load_onnx(path):
    return Onnx(path)


def load_keras(path):
    import keras

    return keras.saving.load_model(path)


def load_torchscript(path):
    return TorchScript(path)


def load_xgboost(path):
    import xgboost

    booster = xgboost.Booster()
    booster.load_model(path)
    return XGBoost(booster, xgboost.DMatrix)


def load_lightgbm(path):
    import lightgbm

    return lightgbm.Booster(model_file=path)


def load_catboost(path):
    import catboost

    return catboost.CatBoost().load_model(path)


class Model:
    def __init__(self, model):
        self.model = model

    def get_raw_model(self):
        return self.model

    def predict(self, model_input, params=None):
        method = (params or {}).get("predict_method") or "predict"
        if method not in METHODS:
            raise ValueError(f'predict_method is "{method}", expected one of {", ".join(METHODS)}')
        data = self.select(model_input)
        if method == "predict":
            return self.model.predict(data)
        scores = self.model.predict_proba(data)
        index = data.index if isinstance(data, pd.DataFrame) else None
        return pd.DataFrame(scores, columns=[f"score_{each}" for each in self.model.classes_], index=index)

    def select(self, data):
        """The columns that the model was trained with, in their order, where it says which they are."""
        names = getattr(self.model, "feature_names_in_", None)
        if names is None or not isinstance(data, pd.DataFrame) or any(name not in data for name in names):
            return data
        return data[list(names)]


class Onnx:
    def __init__(self, path):
        import onnxruntime

        self.session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])

    def predict(self, data):
        inputs = self.session.get_inputs()
        if len(inputs) == 1:
            feeds = {inputs[0].name: convert(np.asarray(data), inputs[0].type)}
        else:
            columns = {each.name: convert(np.asarray(data[each.name]), each.type) for each in inputs}
            feeds = {
                each.name: columns[each.name].reshape(-1, 1) if len(each.shape) == 2 else columns[each.name]
                for each in inputs
            }
        return self.session.run(None, feeds)[0]


TYPES = {
    "tensor(float)": np.float32,
    "tensor(double)": np.float64,
    "tensor(int64)": np.int64,
    "tensor(int32)": np.int32,
    "tensor(bool)": np.bool_,
    "tensor(string)": np.object_,
}


def convert(values, kind):
    return values.astype(TYPES[kind]) if kind in TYPES else values


class TorchScript:
    def __init__(self, path):
        import torch

        self.torch = torch
        self.model = torch.jit.load(path, map_location="cpu").eval()

    def predict(self, data):
        values = self.torch.as_tensor(np.asarray(data, dtype=np.float32))
        with self.torch.no_grad():
            return self.model(values).numpy()


class XGBoost:
    def __init__(self, booster, matrix):
        self.booster = booster
        self.matrix = matrix
        if booster.feature_names:
            self.feature_names_in_ = booster.feature_names

    def predict(self, data):
        return self.booster.predict(self.matrix(data, enable_categorical=True))


LOADERS = {
    "pickle": load_pickle,
    "onnx": load_onnx,
    "keras": load_keras,
    "torchscript": load_torchscript,
    "xgboost": load_xgboost,
    "lightgbm": load_lightgbm,
    "catboost": load_catboost,
}
`;

// src/model/program-files.ts
const usualPython = "3.12";
/**
* What makes an MLflow model directory of a program's files, by path: `MLmodel`, our loader and what it needs. Empty for
* kinds that the loader does not read, and where the program wrote an `MLmodel` itself. Files that the program wrote
* keep their place.
*/
function programFiles(model) {
	const { kind, file, files, python = usualPython, packages = [] } = model;
	const wanted = packagesOfKind[kind];
	if (wanted === void 0 || files.some(({ path }) => path === "MLmodel")) return /* @__PURE__ */ new Map();
	const installed = packages.filter((line) => wanted.includes(line.split("==")[0]));
	const requirements = ["mlflow>=3,<4", ...installed.length > 0 ? installed : wanted];
	const made = new Map([
		["code/mlops_program.py", programLoaderText],
		["mlops_program.json", `${JSON.stringify({
			kind,
			file
		})}\n`],
		...environmentFiles(python, requirements)
	]);
	for (const { path } of files) made.delete(path);
	made.set("MLmodel", toYaml(describe(model, python)));
	return made;
}
/** What `MLmodel` says; the keys are MLflow's. */
function describe({ kind, file, files, columns, time, provenance }, python) {
	const inputs = columns?.map((column) => ({
		type: mlflowType(column) === "string" ? "string" : "any",
		name: column.name,
		required: false
	}));
	return {
		flavors: {
			...kind === "onnx" && { onnx: {
				code: null,
				data: file,
				onnx_session_options: null,
				providers: ["CPUExecutionProvider"]
			} },
			python_function: {
				code: "code",
				data: ".",
				env: {
					conda: "conda.yaml",
					virtualenv: "python_env.yaml"
				},
				loader_module: "mlops_program",
				python_version: python
			}
		},
		metadata: {
			...provenance,
			kind
		},
		mlflow_version: mlflowVersion,
		model_size_bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
		model_uuid: digestModelFiles(files).slice(0, 32),
		...inputs && { signature: {
			inputs: JSON.stringify(inputs),
			outputs: null,
			params: JSON.stringify([{
				name: "predict_method",
				default: "predict",
				shape: null,
				type: "string"
			}])
		} },
		utc_time_created: new Date(time).toISOString().replace("T", " ").replace("Z", "000")
	};
}

export { programFiles };