import { digestModelFiles } from "../evidence/digest.ts";
import { environmentFiles, mlflowVersion, toYaml } from "./model-files.ts";
import { programLoaderText } from "./program-loader.ts";
import { type ModelKind, packagesOfKind } from "./recognise-model.ts";
import { mlflowType, type SignatureColumn } from "./signature.ts";

/** A model that a user's program wrote, as an MLflow model directory says it. */
export interface ProgramModel {
  kind: ModelKind;
  /** The file to load: its path in the folder. */
  file: string;
  /** All of its files with their digests and sizes. */
  files: readonly { path: string; sha256: string; bytes: number }[];
  /** The columns that it may read; undefined where they are not known. */
  columns: readonly SignatureColumn[] | undefined;
  /** Version of Python, and its packages as `pip freeze` lists them; undefined where they are not known. */
  python: string | undefined;
  packages: readonly string[] | undefined;
  /** Time of the commit, UTC milliseconds since 1970; 0 where there is none. */
  time: number;
  provenance: Readonly<Record<string, string>>;
}

const usualPython = "3.12";

/**
 * What makes an MLflow model directory of a program's files, by path: `MLmodel`, our loader and what it needs. Empty for
 * kinds that the loader does not read, and where the program wrote an `MLmodel` itself. Files that the program wrote
 * keep their place.
 */
export function programFiles(model: ProgramModel): Map<string, string> {
  const { kind, file, files, python = usualPython, packages = [] } = model;
  const wanted = packagesOfKind[kind];
  if (wanted === undefined || files.some(({ path }) => path === "MLmodel")) return new Map();
  const installed = packages.filter((line) => wanted.includes(line.split("==")[0]!));
  const requirements = ["mlflow>=3,<4", ...(installed.length > 0 ? installed : wanted)];
  const made = new Map([
    ["code/mlops_program.py", programLoaderText],
    ["mlops_program.json", `${JSON.stringify({ kind, file })}\n`],
    ...environmentFiles(python, requirements),
  ]);
  for (const { path } of files) made.delete(path);
  made.set("MLmodel", toYaml(describe(model, python)));
  return made;
}

/** What `MLmodel` says; the keys are MLflow's. */
function describe({ kind, file, files, columns, time, provenance }: ProgramModel, python: string) {
  // MLflow refuses integers where doubles are said, and rows without a missing value have integers: any number will do.
  const inputs = columns?.map((column) => ({
    type: mlflowType(column) === "string" ? "string" : "any",
    name: column.name,
    required: false,
  }));
  return {
    flavors: {
      ...(kind === "onnx" && {
        onnx: { code: null, data: file, onnx_session_options: null, providers: ["CPUExecutionProvider"] },
      }),
      python_function: {
        code: "code",
        data: ".",
        env: { conda: "conda.yaml", virtualenv: "python_env.yaml" },
        loader_module: "mlops_program",
        python_version: python,
      },
    },
    metadata: { ...provenance, kind },
    mlflow_version: mlflowVersion,
    model_size_bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    model_uuid: digestModelFiles(files).slice(0, 32),
    ...(inputs && {
      signature: {
        inputs: JSON.stringify(inputs),
        outputs: null,
        params: JSON.stringify([{ name: "predict_method", default: "predict", shape: null, type: "string" }]),
      },
    }),
    utc_time_created: new Date(time).toISOString().replace("T", " ").replace("Z", "000"),
  };
}
