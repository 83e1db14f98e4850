import { chooseBundles, unpackBundle } from "./bundle.js";
import { UserError, counted, formatBytes } from "./core.js";
import { parseStoredReport } from "./evidence.js";
import { unzipFile } from "./unzip-file2.js";

// src/actions/bundled-reports.ts
/** What is taken of a run that anyone may have started. Bytes, but for the counts. */
const most = {
	bundles: 50,
	/** Of all archives together, and of what is in one when it is unpacked. */
	archives: 256 << 20,
	/** Of what all of them unpack to. */
	unpacked: 512 << 20,
	report: 8 << 20,
	reports: 16 << 20
};
/**
* The reports that a run's bundles hold of a project, as data: each is parsed with bounds on all of its sizes, and
* nothing else of a bundle is kept, nor written. What is damaged, too large, or of another model or run is left out and
* said so. Throws ServiceError where GitHub does not answer.
*/
async function readBundledReports(context, { runs, run, project }) {
	const all = await runs.artifacts(run);
	const newest = chooseBundles(all, project, void 0);
	const chosen = newest.filter(({ isExpired }) => !isExpired);
	if (chosen.length === 0) return {
		reports: [],
		notes: newest.length > 0 ? [note("what it saved has expired")] : []
	};
	const bytes = chosen.reduce((sum, { size }) => sum + size, 0);
	if (chosen.length > most.bundles) return {
		reports: [],
		notes: [note(`it saved ${counted(chosen.length, "bundle")}, at most ${most.bundles} are read`)]
	};
	if (bytes > most.archives) return {
		reports: [],
		notes: [note(`it saved ${formatBytes(bytes)}, at most ${formatBytes(most.archives)} are read`, savesLess)]
	};
	const left = {
		unpacked: most.unpacked,
		reports: most.reports
	};
	const texts = /* @__PURE__ */ new Map();
	const notes = [];
	for (const artifact of chosen) {
		const found = await openBundle(context, runs, artifact, {
			run,
			project,
			left
		}).catch((error) => {
			if (!(error instanceof UserError)) throw error;
			notes.push(note(error.message, error.hint));
			return /* @__PURE__ */ new Map();
		});
		for (const [path, text] of found) texts.set(path, text);
	}
	return {
		reports: [...texts].flatMap(([path, text]) => parseReport(path, text, {
			run,
			project,
			notes
		})).sort((a, b) => a.started.localeCompare(b.started)),
		notes
	};
}
const savesLess = "Let the action save keep the reports alone: set its input \"reports-only\" to true on pull requests";
/** The texts of a bundle's reports by their path; none of a bundle of another project, whose name starts alike. */
async function openBundle({ remote, signal }, runs, { id, name, digest }, { run, project, left }) {
	const zip = await remote.fetch(await runs.locate(id), {
		signal,
		mostBytes: most.archives,
		sha256: digest,
		sha256From: "GitHub"
	});
	const texts = /* @__PURE__ */ new Map();
	const packed = unzipFile(zip.path, {
		name: "bundle.tar.gz",
		label: name,
		mostBytes: most.archives
	});
	const index = await unpackBundle(packed, {
		label: name,
		limits: {
			entries: 1e4,
			file: left.unpacked,
			total: left.unpacked,
			ratio: 200
		},
		async write(path, content) {
			const isReport = /^reports\/[a-z0-9-]{1,64}\.json$/.test(path);
			const chunks = [];
			let bytes = 0;
			for await (const chunk of content) {
				left.unpacked -= chunk.byteLength;
				if (!isReport) continue;
				bytes += chunk.byteLength;
				left.reports -= chunk.byteLength;
				if (bytes > most.report || left.reports < 0) throw new UserError(`Cannot read "${path}" of bundle "${name}": a report has at most ${formatBytes(most.report)} here, and all of them ${formatBytes(most.reports)}`);
				chunks.push(chunk);
			}
			if (isReport) texts.set(path, new TextDecoder().decode(Buffer.concat(chunks)));
		}
	});
	if (index.name !== project) return /* @__PURE__ */ new Map();
	if (index.run === String(run)) return texts;
	throw new UserError(`Cannot use bundle "${name}": it says that it is of another run`);
}
function parseReport(path, text, { run, project, notes }) {
	try {
		const stored = parseStoredReport(text, path, { id: String(run) });
		if (stored === void 0) return [];
		if (stored.report === void 0 || stored.report.title === project) return [stored];
		throw new UserError(`Cannot use "${path}": it is the report of another model`);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		notes.push(note(error.message));
		return [];
	}
}
function note(message, hint) {
	return {
		severity: "warning",
		message: message.slice(0, 1e3),
		...hint !== void 0 && { hint }
	};
}

export { readBundledReports };