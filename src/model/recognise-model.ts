/** What reads a model file. */
export type ModelKind =
  | "onnx"
  | "safetensors"
  | "pickle"
  | "keras"
  | "torchscript"
  | "torch"
  | "xgboost"
  | "lightgbm"
  | "catboost"
  | "saved-model"
  | "gguf";

/** Pieces of a file that tell what it is. */
export interface FileEnds {
  name: string;
  size: number;
  /** Its first bytes, at least 512 where there are so many. */
  head: Uint8Array;
  /** Its last bytes, with the directory of an archive. */
  tail: Uint8Array;
}

/** What a model file is, by its content, and by its name where that does not tell. Undefined for anything else. */
export function recogniseModel({ name, size, head, tail }: FileEnds): ModelKind | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString("latin1");
  const isNamed = (...endings: string[]): boolean =>
    endings.some((each) => name.toLowerCase().endsWith(each));
  if (text.startsWith("GGUF")) return "gguf";
  if (text.startsWith("CBM1")) return "catboost";
  if (/^tree\r?\nversion=v\d/.test(text)) return "lightgbm";
  if (text.startsWith("\x89HDF\r\n\x1a\n")) return "keras";
  if (isSafetensors(head, size)) return "safetensors";
  if (text.startsWith("PK\x03\x04")) return ofArchive(Buffer.from(tail).toString("latin1"));
  // XGBoost's JSON, and its UBJSON: a map whose first key has a length in one byte.
  if (/^\s*\{\s*"learner"/.test(text) || (/^\{L/.test(text) && text.includes("learner"))) return "xgboost";
  if (isNamed("saved_model.pb")) return "saved-model";
  if (isOnnx(head) || isNamed(".onnx")) return "onnx";
  if (/^\x80[\x02-\x05]/.test(text)) return "pickle";
  const isPacked = /^(?:\x78[\x01\x5e\x9c\xda]|\x1f\x8b|BZh|\xfd7zXZ|\x04"M\x18)/.test(text);
  return isPacked && isNamed(".joblib", ".jbl", ".gz", ".z", ".bz2", ".xz", ".lz4", ".pkl")
    ? "pickle"
    : undefined;
}

/** By the names in an archive's directory. */
function ofArchive(directory: string): ModelKind | undefined {
  if (directory.includes("model.weights.h5") && directory.includes("config.json")) return "keras";
  if (!directory.includes("data.pkl")) return undefined;
  return directory.includes("/code/") ? "torchscript" : "torch";
}

/** Eight bytes with the length of a JSON header, and the header (safetensors' format page). */
function isSafetensors(head: Uint8Array, size: number): boolean {
  if (head.length < 9 || head[8] !== 0x7b) return false;
  const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true);
  return length > 1n && length <= BigInt(size - 8);
}

/** ModelProto: field 1, the version of its format, and then a text or another of its fields. */
function isOnnx(head: Uint8Array): boolean {
  return head[0] === 0x08 && head[1]! >= 3 && head[1]! <= 20 && [0x12, 0x3a, 0x42].includes(head[2]!);
}

/** Python packages that may be needed to read a kind; undefined for kinds that our loader does not read. */
export const packagesOfKind: Readonly<Partial<Record<ModelKind, readonly string[]>>> = {
  onnx: ["onnx", "onnxruntime", "numpy", "pandas"],
  pickle: [
    "joblib",
    "cloudpickle",
    "scikit-learn",
    "numpy",
    "scipy",
    "pandas",
    "xgboost",
    "lightgbm",
    "catboost",
  ],
  keras: ["keras", "tensorflow", "numpy", "pandas"],
  torchscript: ["torch", "numpy", "pandas"],
  xgboost: ["xgboost", "scikit-learn", "numpy", "pandas"],
  lightgbm: ["lightgbm", "scikit-learn", "numpy", "pandas"],
  catboost: ["catboost", "numpy", "pandas"],
};
