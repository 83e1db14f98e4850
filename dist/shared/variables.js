// src/program/variables.ts
/** Longest value of a variable: Windows takes 32,767 characters for all, Linux 131,072 bytes for one. */
const longestValue = 16e3;
/**
* The environment variables of the contract with a user's program; what there is not has none, and what is too long for
* one stands in its file alone.
*/
function programVariables(facts) {
	return defined({
		MLOPS_NAME: facts.name,
		MLOPS_DATA: facts.data.length === 0 ? void 0 : short(facts.data.join("\n")),
		MLOPS_DATA_LIST: facts.data.length === 0 ? void 0 : facts.dataList,
		MLOPS_TARGET: facts.target,
		MLOPS_TRAIN: facts.parts.train,
		MLOPS_VALIDATION: facts.parts.validation,
		MLOPS_TEST: facts.parts.test,
		MLOPS_ROW_ID: facts.idColumn,
		MLOPS_PARAMS: short(JSON.stringify(facts.params)),
		MLOPS_PARAMS_FILE: facts.paramsFile,
		MLOPS_MODEL_DIR: facts.modelFolder,
		MLOPS_EVIDENCE_DIR: facts.evidenceFolder,
		MLOPS_PROGRESS: facts.progressFile,
		MLOPS_SEED: String(facts.seed),
		MLOPS_RUN: facts.mark,
		PYTHONUNBUFFERED: "1"
	});
}
function short(value) {
	return value.length > longestValue ? void 0 : value;
}
/** Without what is undefined. */
function defined(values) {
	return Object.fromEntries(Object.entries(values).filter((entry) => entry[1] !== void 0));
}

export { defined, programVariables };