import { listFolder } from "./actions.js";

// src/actions/scan-model.ts
/**
* What loading a model could run, file by file: pickles that name more than models are made of, but for what is
* `allowed` by name, by default in `gate.allow_pickle`.
*/
async function scanModel({ files, project, signal }, folder, allowed = project.config.gate.allow_pickle ?? []) {
	const { base, names } = await listFolder(files, folder);
	if (names.length === 0) return [];
	const { scanModelFile } = await import("./scan-model2.js");
	const { findingsOfPickle } = await import("./pickle-findings.js");
	const findings = [];
	for (const name of names) {
		signal.throwIfAborted();
		const path = `${base}/${name}`;
		const scan = await scanModelFile(path, {
			size: await files.size(path) ?? 0,
			readRange: (start, end) => files.readRange(path, start, end)
		});
		findings.push(...findingsOfPickle(scan, { allowed }));
	}
	return findings;
}

export { scanModel };