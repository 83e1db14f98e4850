import { parseMetrics, readPredictions } from "./evaluating.js";
import { formatAge, formatBytes } from "./core.js";
import { readBase } from "./actions.js";
import { manifestFacts } from "./judging.js";
const path = process.getBuiltinModule("node:path");

// src/actions/champion.ts
/** The largest file of predictions that is read. */
const mostBytes = 1e9;
/** The champion that a bundle, or a folder of evidence, holds. Throws UserError for metrics that cannot be read. */
async function championOf(context, base) {
	const { files } = context;
	const { shown, manifest, entries } = base;
	const text = await readBase(files, base, "evidence/metrics.json");
	if (text === void 0) return { why: `${shown} has no metrics` };
	const metrics = parseMetrics(text, `metrics.json of ${shown}`);
	const model = [...entries.values()].find((entry) => entry.path.startsWith("model/"));
	const folder = model && path.posix.normalize(model.file.slice(0, -model.path.length + 5));
	return {
		shown,
		commit: base.commit ?? manifest?.commit,
		metrics,
		manifest,
		model: folder,
		trainingRows: entries.get("evidence/training-rows.bin")?.file,
		looks: entries.get("evidence/looks.json")?.file,
		async readRows() {
			const file = entries.get("evidence/predictions.csv");
			if (file === void 0 || manifest === void 0) return void 0;
			if (file.size > mostBytes) return { refused: `the predictions of ${shown} have more than ${formatBytes(mostBytes)}` };
			const facts = manifestFacts(manifest);
			return {
				table: {
					...await readPredictions(context, file.file, facts),
					source: `predictions.csv of ${shown}`
				},
				facts
			};
		}
	};
}
/** What is said after a path of the model there: its commit, and how old that is where git has it. */
async function describeCommit({ git, clock, project }, commit) {
	if (commit === void 0 || !/^[0-9a-f]{40,64}$/.test(commit)) return "";
	const found = await git.commit(project.directory, commit);
	const age = found === void 0 ? "" : ` (${formatAge(clock.now() - found.time * 1e3)} old)`;
	return `, of ${commit.slice(0, 7)}${age}`;
}

export { championOf, describeCommit };