import { stringify } from "yaml";
import { digestFile, digestModelFiles } from "../evidence/digest.ts";
import type { FeaturePlan } from "../features/feature-plan.ts";
import type { ColumnType } from "../tables/table.ts";
import { inputExample } from "./input-example.ts";
import { loaderText } from "./loader.ts";
import { chunksOf, type Encoded } from "./protobuf.ts";
import { mlflowType, type SignatureColumn } from "./signature.ts";

/** What a model folder is made from. */
export interface ModelFolder {
  onnx: Encoded;
  plan: FeaturePlan;
  columns: readonly SignatureColumn[];
  /** Of a classifier; undefined for regression. */
  classes?: ModelClasses | undefined;
  /** Time of the commit, UTC milliseconds since 1970; 0 where there is none. */
  time: number;
  /** Where the model came from, by name: commit, digests. Written into MLmodel's metadata. */
  provenance?: Readonly<Record<string, string>>;
}

/** The classes that a classifier tells apart. */
export interface ModelClasses {
  /** As texts, in the order of the probabilities. */
  names: readonly string[];
  /** The target column's type, in which labels are returned. */
  type: ColumnType;
}

/** The MLflow whose format is written. */
export const mlflowVersion = "3.17.2";
/** The Python that model servers are to take. */
const pythonVersion = "3.12";
const onnxVersion = "1.17.0";
const requirements = ["mlflow>=3,<4", "numpy>=1.26", "onnx>=1.17", "onnxruntime>=1.21", "pandas>=2"];

/** The three files that say what Python and packages a model needs. */
export function environmentFiles(
  python: string,
  packages: readonly string[],
): [name: string, text: string][] {
  const conda = {
    channels: ["conda-forge"],
    dependencies: [`python=${python}`, "pip", { pip: packages }],
    name: "mlflow-env",
  };
  const venv = {
    python,
    build_dependencies: ["pip", "setuptools", "wheel"],
    dependencies: ["-r requirements.txt"],
  };
  return [
    ["conda.yaml", toYaml(conda)],
    ["python_env.yaml", toYaml(venv)],
    ["requirements.txt", `${packages.join("\n")}\n`],
  ];
}

/**
 * What `onnxModel` must be given as metadata for the loader to work: the columns with their types and the text
 * that stands for missing, the classes and the type of the labels.
 */
export function loaderMetadata(
  columns: readonly SignatureColumn[],
  classes?: ModelClasses,
): Record<string, string> {
  const about = {
    columns: columns.map(({ name, type, missingText }) => ({ name, type, missing: missingText })),
    classes: classes?.names ?? null,
    class_type: classes?.type ?? null,
  };
  return { mlops: JSON.stringify(about) };
}

/** A model's files by path, those that are large in chunks, the same each time; and the folder's digest. */
export interface ModelFiles {
  files: Map<string, string | (() => Iterable<Uint8Array>)>;
  digest: string;
}

/**
 * The files of an MLflow model directory: readable by `mlflow.pyfunc.load_model` (through our loader) and by
 * `mlflow.onnx.load_model`. The same model gives the same bytes: the uuid comes from the content, the time from the
 * commit.
 */
export function modelFiles(folder: ModelFolder): ModelFiles {
  const { onnx, plan, columns } = folder;
  const example = { columns: columns.map(({ name }) => name), data: [inputExample(plan, columns)] };
  const files = new Map<string, string | (() => Iterable<Uint8Array>)>([
    ["code/mlops_model.py", loaderText],
    ["input_example.json", `${JSON.stringify(example)}\n`],
    ["model.onnx", () => chunksOf(onnx)],
    ...environmentFiles(pythonVersion, requirements),
  ]);
  const digests = Array.from(files, ([path, content]) => ({
    path,
    sha256: digestFile(typeof content === "string" ? content : content()),
  }));
  const about = toYaml(describeModel(folder, digestModelFiles(digests).slice(0, 32)));
  files.set("MLmodel", about);
  return { files, digest: digestModelFiles([...digests, { path: "MLmodel", sha256: digestFile(about) }]) };
}

/** What `MLmodel` says; the keys are MLflow's, in its order. */
function describeModel({ onnx, columns, classes, time, provenance }: ModelFolder, uuid: string) {
  return {
    flavors: {
      onnx: {
        code: null,
        data: "model.onnx",
        onnx_session_options: null,
        onnx_version: onnxVersion,
        providers: ["CPUExecutionProvider"],
      },
      python_function: {
        code: "code",
        data: ".",
        env: { conda: "conda.yaml", virtualenv: "python_env.yaml" },
        loader_module: "mlops_model",
        python_version: pythonVersion,
      },
    },
    metadata: { ...provenance },
    mlflow_version: mlflowVersion,
    model_size_bytes: onnx.length,
    model_uuid: uuid,
    saved_input_example_info: {
      artifact_path: "input_example.json",
      pandas_orient: "split",
      type: "dataframe",
    },
    signature: signatureTexts(columns, classes),
    utc_time_created: new Date(time).toISOString().replace("T", " ").replace("Z", "000"),
  };
}

/** The three JSON texts of a signature. */
function signatureTexts(columns: readonly SignatureColumn[], classes: ModelClasses | undefined) {
  const inputs = columns.map((column) => ({ type: mlflowType(column), name: column.name, required: true }));
  const label =
    classes === undefined
      ? "double"
      : mlflowType({ name: "", type: classes.type, hasMissing: false, missingText: "" });
  const method = { name: "predict_method", default: "predict", shape: null, type: "string" };
  return {
    inputs: JSON.stringify(inputs),
    outputs: JSON.stringify([{ type: label, required: true }]),
    params: classes === undefined ? null : JSON.stringify([method]),
  };
}

/** YAML 1.1, as PyYAML reads it: it would take an unquoted time, or a uuid of digits, for something else than text. */
export function toYaml(value: unknown): string {
  return stringify(value, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}
