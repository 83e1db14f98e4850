// src/model/recognise-model.ts
/** What a model file is, by its content, and by its name where that does not tell. Undefined for anything else. */
function recogniseModel({ name, size, head, tail }) {
	const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString("latin1");
	const isNamed = (...endings) => endings.some((each) => name.toLowerCase().endsWith(each));
	if (text.startsWith("GGUF")) return "gguf";
	if (text.startsWith("CBM1")) return "catboost";
	if (/^tree\r?\nversion=v\d/.test(text)) return "lightgbm";
	if (text.startsWith("HDF\r\n\n")) return "keras";
	if (isSafetensors(head, size)) return "safetensors";
	if (text.startsWith("PK")) return ofArchive(Buffer.from(tail).toString("latin1"));
	if (/^\s*\{\s*"learner"/.test(text) || /^\{L/.test(text) && text.includes("learner")) return "xgboost";
	if (isNamed("saved_model.pb")) return "saved-model";
	if (isOnnx(head) || isNamed(".onnx")) return "onnx";
	if (/^\x80[\x02-\x05]/.test(text)) return "pickle";
	return /^(?:\x78[\x01\x5e\x9c\xda]|\x1f\x8b|BZh|\xfd7zXZ|\x04"M\x18)/.test(text) && isNamed(".joblib", ".jbl", ".gz", ".z", ".bz2", ".xz", ".lz4", ".pkl") ? "pickle" : void 0;
}
/** By the names in an archive's directory. */
function ofArchive(directory) {
	if (directory.includes("model.weights.h5") && directory.includes("config.json")) return "keras";
	if (!directory.includes("data.pkl")) return void 0;
	return directory.includes("/code/") ? "torchscript" : "torch";
}
/** Eight bytes with the length of a JSON header, and the header (safetensors' format page). */
function isSafetensors(head, size) {
	if (head.length < 9 || head[8] !== 123) return false;
	const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true);
	return length > 1n && length <= BigInt(size - 8);
}
/** ModelProto: field 1, the version of its format, and then a text or another of its fields. */
function isOnnx(head) {
	return head[0] === 8 && head[1] >= 3 && head[1] <= 20 && [
		18,
		58,
		66
	].includes(head[2]);
}
/** Python packages that may be needed to read a kind; undefined for kinds that our loader does not read. */
const packagesOfKind = {
	onnx: [
		"onnx",
		"onnxruntime",
		"numpy",
		"pandas"
	],
	pickle: [
		"joblib",
		"cloudpickle",
		"scikit-learn",
		"numpy",
		"scipy",
		"pandas",
		"xgboost",
		"lightgbm",
		"catboost"
	],
	keras: [
		"keras",
		"tensorflow",
		"numpy",
		"pandas"
	],
	torchscript: [
		"torch",
		"numpy",
		"pandas"
	],
	xgboost: [
		"xgboost",
		"scikit-learn",
		"numpy",
		"pandas"
	],
	lightgbm: [
		"lightgbm",
		"scikit-learn",
		"numpy",
		"pandas"
	],
	catboost: [
		"catboost",
		"numpy",
		"pandas"
	]
};

export { packagesOfKind, recogniseModel };