// src/program/variables.ts
/** The environment variables of the contract with a user's program; what there is not has none. */
function programVariables(facts) {
	return defined({
		MLOPS_NAME: facts.name,
		MLOPS_DATA: facts.data.length === 0 ? void 0 : facts.data.join("\n"),
		MLOPS_TARGET: facts.target,
		MLOPS_TRAIN: facts.parts.train,
		MLOPS_VALIDATION: facts.parts.validation,
		MLOPS_TEST: facts.parts.test,
		MLOPS_ROW_ID: facts.idColumn,
		MLOPS_PARAMS: JSON.stringify(facts.params),
		MLOPS_PARAMS_FILE: facts.paramsFile,
		MLOPS_MODEL_DIR: facts.modelFolder,
		MLOPS_EVIDENCE_DIR: facts.evidenceFolder,
		MLOPS_PROGRESS: facts.progressFile,
		MLOPS_SEED: String(facts.seed),
		MLOPS_RUN: facts.mark,
		PYTHONUNBUFFERED: "1"
	});
}
/** Without what is undefined. */
function defined(values) {
	return Object.fromEntries(Object.entries(values).filter((entry) => entry[1] !== void 0));
}

export { defined, programVariables };