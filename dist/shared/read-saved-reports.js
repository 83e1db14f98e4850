import { bundleName, unpackBundle } from "./bundle.js";
import { UserError } from "./core.js";
import { parseStoredReport } from "./evidence.js";

// src/actions/read-saved-reports.ts
/** Bundles of one run, and bytes of one report and of all, that are read at most. */
const most = {
	bundles: 300,
	report: 32 << 20,
	reports: 256 << 20
};
/**
* The reports in everything that the jobs of this run saved, of every project and leg; of a job that was rerun those of
* its last attempt. Each bundle is unpacked within its bounds, and nothing but its reports is kept. What is damaged, of
* another run or not what its name says is left out and said so. Throws ServiceError where artifacts cannot be read.
*/
async function readSavedReports({ artifacts, environment }) {
	const newest = newestAttempts(await artifacts.find("mlops-"));
	const notes = [];
	const saved = [];
	if (newest.length > most.bundles) notes.push(note(`The run saved ${newest.length} bundles, the last ${most.bundles} are read`));
	const left = { bytes: most.reports };
	for (const artifact of newest.slice(-most.bundles)) try {
		saved.push(await openBundle(await artifacts.download(artifact.id), artifact, {
			run: environment.runId,
			left
		}));
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		notes.push(note(error.message));
	}
	return {
		saved,
		notes
	};
}
/** Oldest first; the attempt is what the name ends with. */
function newestAttempts(found) {
	const newest = /* @__PURE__ */ new Map();
	for (const artifact of found) {
		const [, stem, attempt] = /^(.+)-(\d{1,6})$/.exec(artifact.name) ?? [];
		if (stem === void 0) continue;
		const known = newest.get(stem);
		if (known === void 0 || known.attempt < Number(attempt)) newest.set(stem, {
			attempt: Number(attempt),
			artifact
		});
	}
	return [...newest.values()].map(({ artifact }) => artifact).sort((a, b) => a.id - b.id);
}
async function openBundle(content, { name: label }, { run, left }) {
	const texts = /* @__PURE__ */ new Map();
	const index = await unpackBundle(content, {
		label,
		async write(path, file) {
			const isReport = /^reports\/[a-z0-9-]{1,64}\.json$/.test(path);
			const chunks = [];
			let bytes = 0;
			for await (const chunk of file) {
				if (!isReport) continue;
				bytes += chunk.byteLength;
				left.bytes -= chunk.byteLength;
				if (bytes > most.report || left.bytes < 0) throw new UserError(`Cannot read "${path}" of bundle "${label}": the reports are too large`);
				chunks.push(chunk);
			}
			if (isReport) texts.set(path, new TextDecoder().decode(Buffer.concat(chunks)));
		}
	});
	const { name, leg, job, attempt = 1 } = index;
	if (index.run !== run || bundleName(name, leg, attempt) !== label) throw new UserError(`Cannot use bundle "${label}": it says that it is of another run or job`);
	return {
		name,
		leg,
		job,
		reports: [...texts].flatMap(([path, text]) => parseStoredReport(text, `${path} of ${label}`, run === void 0 ? {} : { id: run }) ?? [])
	};
}
function note(message) {
	return {
		severity: "warning",
		message: message.slice(0, 1e3)
	};
}

export { readSavedReports };