// src/config/default-config.ts
/** What can learn, by the names of `train.engine`. */
const engines = ["random-forest"];
/** What can name a project: it becomes a folder, an artifact's name and a comment's marker. */
const projectName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;
/**
* The configuration of a project without `mlops.yml`: what the schema gives for a file with nothing but its
* version, written out because loading and running the schemas would take a third of a small check's time.
*/
function defaultConfig() {
	return {
		version: 1,
		data: { split: {
			test: .2,
			seed: 42,
			stratify: false
		} },
		checks: [],
		suites: [],
		strict_suites: false,
		train: {
			engine: "random-forest",
			params: {}
		},
		gate: { rules: [] },
		report: {
			comment: true,
			summary: true
		}
	};
}

export { defaultConfig, engines, projectName };