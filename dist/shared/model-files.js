import { stringify } from "./vendor-yaml.js";
import { digestFile, digestModelFiles } from "./core.js";
import { chunksOf } from "./model.js";
import { mlflowType } from "./evaluating.js";

// src/model/input-example.ts
/**
* One made-up row for the model's documentation, never one of the data: medians and categories as the plan has
* them, plain values for columns that only formulas read.
*/
function inputExample(plan, columns) {
	const fills = new Map(plan.features.map((feature) => [feature.column, typicalOf(feature)]));
	return columns.map((column) => exampleValue(column, fills.get(column.name)));
}
/** What stands in for a missing value, or the first category where a missing one stays so. */
function typicalOf(feature) {
	if (feature.fill !== "") return feature.fill;
	return "categories" in feature ? feature.categories.find((category) => category !== "") : void 0;
}
function exampleValue({ type }, fill) {
	switch (type) {
		case "text": return typeof fill === "string" ? fill : "text";
		case "date": return new Date(Number(fill ?? 0)).toISOString().slice(0, 10);
		case "datetime": return new Date(Number(fill ?? 0)).toISOString();
		case "boolean": return fill !== 0;
		case "integer": return Math.floor(Number(fill ?? 1));
		case "number": return Number(fill ?? 1);
	}
}

// src/model/loader.ts
/**
* Python text of `code/mlops_model.py`, the pyfunc loader in every model folder (Python 3.10, pandas 2 and 3,
* onnxruntime 1.21 and later). It turns what data frames hold into what the ONNX file takes: missing values of any
* kind, integers of any width, dates as text or datetimes, truth values as text. What it needs to know stands in
* the file's metadata under `mlops` (see `modelFiles`).
*/
const loaderText = `"""Predicts with model.onnx for mlflow.pyfunc.

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

// src/model/model-files.ts
/** The MLflow whose format is written. */
const mlflowVersion = "3.17.2";
/** The Python that model servers are to take. */
const pythonVersion = "3.12";
const onnxVersion = "1.17.0";
const requirements = [
	"mlflow>=3,<4",
	"numpy>=1.26",
	"onnx>=1.17",
	"onnxruntime>=1.21",
	"pandas>=2"
];
/** The three files that say what Python and packages a model needs. */
function environmentFiles(python, packages) {
	const conda = {
		channels: ["conda-forge"],
		dependencies: [
			`python=${python}`,
			"pip",
			{ pip: packages }
		],
		name: "mlflow-env"
	};
	const venv = {
		python,
		build_dependencies: [
			"pip",
			"setuptools",
			"wheel"
		],
		dependencies: ["-r requirements.txt"]
	};
	return [
		["conda.yaml", toYaml(conda)],
		["python_env.yaml", toYaml(venv)],
		["requirements.txt", `${packages.join("\n")}\n`]
	];
}
/**
* What `onnxModel` must be given as metadata for the loader to work: the columns with their types and the text
* that stands for missing, the classes and the type of the labels.
*/
function loaderMetadata(columns, classes) {
	const about = {
		columns: columns.map(({ name, type, missingText }) => ({
			name,
			type,
			missing: missingText
		})),
		classes: classes?.names ?? null,
		class_type: classes?.type ?? null
	};
	return { mlops: JSON.stringify(about) };
}
/**
* The files of an MLflow model directory: readable by `mlflow.pyfunc.load_model` (through our loader) and by
* `mlflow.onnx.load_model`. The same model gives the same bytes: the uuid comes from the content, the time from the
* commit.
*/
function modelFiles(folder) {
	const { onnx, plan, columns } = folder;
	const example = {
		columns: columns.map(({ name }) => name),
		data: [inputExample(plan, columns)]
	};
	const files = new Map([
		["code/mlops_model.py", loaderText],
		["input_example.json", `${JSON.stringify(example)}\n`],
		["model.onnx", () => chunksOf(onnx)],
		...environmentFiles(pythonVersion, requirements)
	]);
	const digests = Array.from(files, ([path, content]) => ({
		path,
		sha256: digestFile(typeof content === "string" ? content : content())
	}));
	const about = toYaml(describeModel(folder, digestModelFiles(digests).slice(0, 32)));
	files.set("MLmodel", about);
	return {
		files,
		digest: digestModelFiles([...digests, {
			path: "MLmodel",
			sha256: digestFile(about)
		}])
	};
}
/** What `MLmodel` says; the keys are MLflow's, in its order. */
function describeModel({ onnx, columns, classes, time, provenance }, uuid) {
	return {
		flavors: {
			onnx: {
				code: null,
				data: "model.onnx",
				onnx_session_options: null,
				onnx_version: onnxVersion,
				providers: ["CPUExecutionProvider"]
			},
			python_function: {
				code: "code",
				data: ".",
				env: {
					conda: "conda.yaml",
					virtualenv: "python_env.yaml"
				},
				loader_module: "mlops_model",
				python_version: pythonVersion
			}
		},
		metadata: { ...provenance },
		mlflow_version: mlflowVersion,
		model_size_bytes: onnx.length,
		model_uuid: uuid,
		saved_input_example_info: {
			artifact_path: "input_example.json",
			pandas_orient: "split",
			type: "dataframe"
		},
		signature: signatureTexts(columns, classes),
		utc_time_created: new Date(time).toISOString().replace("T", " ").replace("Z", "000")
	};
}
/** The three JSON texts of a signature. */
function signatureTexts(columns, classes) {
	const inputs = columns.map((column) => ({
		type: mlflowType(column),
		name: column.name,
		required: true
	}));
	const label = classes === void 0 ? "double" : mlflowType({
		name: "",
		type: classes.type,
		hasMissing: false,
		missingText: ""
	});
	return {
		inputs: JSON.stringify(inputs),
		outputs: JSON.stringify([{
			type: label,
			required: true
		}]),
		params: classes === void 0 ? null : JSON.stringify([{
			name: "predict_method",
			default: "predict",
			shape: null,
			type: "string"
		}])
	};
}
/** YAML 1.1, as PyYAML reads it: it would take an unquoted time, or a uuid of digits, for something else than text. */
function toYaml(value) {
	return stringify(value, {
		version: "1.1",
		lineWidth: 0,
		aliasDuplicateObjects: false
	});
}

export { environmentFiles, loaderMetadata, mlflowVersion, modelFiles, toYaml };