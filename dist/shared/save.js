import { UserError, defineAction, dryRunInput, number, projectInputs, text } from "./core.js";
import { bundleLimits, bundleName, checkEntries, listForBundle } from "./bundle-folder.js";
import { require_tar_stream } from "./vendor-tar.js";
import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

// src/bundle/pack-bundle.ts
var import_tar_stream = require_tar_stream();
/** Hashes the files that a bundle will hold. Throws UserError when there are too many or a name is not allowed. */
async function indexBundle(paths, open, origin) {
	const entries = [];
	for (const path of paths.toSorted()) entries.push(await measure(path, open(path)));
	checkEntries(entries, bundleLimits, `Cannot bundle "${origin.name}"`);
	return {
		schema: "mlops/bundle@1",
		...origin,
		entries
	};
}
/**
* The bundle as a gzipped tar: `index.json`, then its entries. The same files give the same bytes. Throws UserError
* when a file is no longer what the index says.
*/
async function* packBundle(index, open) {
	const tar = (0, import_tar_stream.pack)();
	const gzip = createGzip();
	const piping = pipeline(tar, gzip);
	const feeding = feed(tar, index, open).catch((error) => tar.destroy(error));
	try {
		yield* gzip;
		await Promise.all([piping, feeding]);
	} finally {
		tar.destroy();
		await piping.catch(() => {});
	}
}
async function measure(path, content) {
	const hash = createHash("sha256");
	let size = 0;
	for await (const chunk of content) {
		hash.update(chunk);
		size += chunk.byteLength;
	}
	return {
		path,
		size,
		sha256: hash.digest("hex")
	};
}
async function feed(tar, index, open) {
	const text = new TextEncoder().encode(`${JSON.stringify(index, null, 1)}\n`);
	await pipeline([text], entryOf(tar, "index.json", text.byteLength));
	for (const entry of index.entries) await pipeline(unchanged(open(entry.path), entry), entryOf(tar, entry.path, entry.size));
	tar.finalize();
}
/** The stream that takes an entry's content; the header has nothing of this machine or moment. */
function entryOf(tar, name, size) {
	return tar.entry({
		name,
		size,
		mode: 420,
		mtime: /* @__PURE__ */ new Date(0)
	});
}
async function* unchanged(content, entry) {
	const hash = createHash("sha256");
	let size = 0;
	const changed = () => new UserError(`Cannot bundle "${entry.path}": it changed while it was read`);
	for await (const chunk of content) {
		hash.update(chunk);
		size += chunk.byteLength;
		if (size > entry.size) throw changed();
		yield chunk;
	}
	if (size !== entry.size || hash.digest("hex") !== entry.sha256) throw changed();
}

// src/actions/save.ts
/** Saves what a job made, so that later jobs of the run go on with it. */
const save = defineAction({
	name: "save",
	description: "Saves the model, its evidence and the reports as one artifact for later jobs",
	inputs: {
		...projectInputs,
		...dryRunInput,
		leg: text("Tells apart the bundles of a run's jobs; default: the job's id. Matrix jobs must set it"),
		"retention-days": number("Days that the artifact is kept; default: the repository's setting", {
			min: 1,
			max: 400,
			integer: true
		})
	},
	outputs: {
		"artifact-name": "Name of the artifact",
		"artifact-id": "Id of the artifact",
		digest: "sha256 of the bundle, hexadecimal",
		size: "Bytes of the artifact"
	},
	toleratesBadConfig: true,
	async run({ inputs, project, files, environment, artifacts, log }) {
		const { job, sha, runId, runAttempt } = environment;
		const leg = inputs.leg ?? job;
		const name = bundleName(project.name, leg, runAttempt ?? 1);
		const open = (path) => files.stream(`${project.folders.root}/${path}`);
		const index = await indexBundle(await listForBundle(files, project.folders.root), open, {
			name: project.name,
			...sha !== void 0 && { commit: sha },
			...runId !== void 0 && { run: runId },
			...runAttempt !== void 0 && { attempt: runAttempt },
			...job !== void 0 && { job },
			...leg !== void 0 && { leg }
		});
		if (index.entries.length === 0) throw new UserError(`Cannot save "${project.name}": there is nothing in "${project.folders.root}"`, { hint: "Run validate-data, train or quality-gate before it, with the same \"config\" and \"working-directory\"" });
		const isDryRun = inputs["dry-run"];
		const content = packBundle(index, open);
		const saved = isDryRun ? void 0 : await artifacts.upload(name, content, inputs["retention-days"]);
		const what = `${index.entries.length} files as "${name}"`;
		const headline = isDryRun ? `would save ${what}` : `saved ${what}`;
		if (environment.kind === "github" && !artifacts.isAvailable) log.warn(`Artifacts are not available here (GitHub Enterprise Server): "${name}" is in ".mlops/bundles/" and stays on this runner`);
		log.info(`${project.name}: ${headline}`);
		return {
			verdict: "pass",
			summary: "",
			outputs: {
				"artifact-name": name,
				"artifact-id": saved?.id,
				digest: saved?.digest,
				size: saved?.size
			},
			report: {
				schema: "mlops/report@1",
				action: "save",
				title: project.name,
				verdict: "pass",
				headline,
				facts: saved ? [{
					label: "Bundle",
					value: `${saved.size} bytes`,
					note: `sha256 ${saved.digest}`
				}] : [],
				sections: []
			}
		};
	}
});

export { save };