import { UserError, defineAction, dryRunInput, number, projectInputs, text } from "./github.js";
import { bundleFolders, bundleLimits, bundleName, checkEntries } from "./bundle-index.js";
import { require_tar_stream } from "./vendor-tar.js";
import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { once } from "node:events";

// src/bundle/pack-bundle.ts
var import_tar_stream = require_tar_stream();
/** Lists and hashes what a bundle of the project's folder will hold, in path order. */
async function indexBundle(files, folder, origin) {
	const entries = [];
	for (const top of [...bundleFolders].sort()) for (const path of await pathsBelow(files, folder, top)) entries.push(await measure(files, folder, path));
	checkEntries(entries, bundleLimits, `Cannot bundle "${folder}"`);
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
async function* packBundle(files, folder, index) {
	const tar = (0, import_tar_stream.pack)();
	const gzip = createGzip();
	const piping = pipeline(tar, gzip);
	const feeding = feed(tar, files, folder, index).catch((error) => tar.destroy(error));
	try {
		yield* gzip;
		await Promise.all([piping, feeding]);
	} finally {
		tar.destroy();
		await piping.catch(() => {});
	}
}
async function pathsBelow(files, root, path) {
	const found = [];
	for (const { name, isFolder } of await files.list(`${root}/${path}`)) if (isFolder) found.push(...await pathsBelow(files, root, `${path}/${name}`));
	else if (!isPassing(`${path}/${name}`)) found.push(`${path}/${name}`);
	return found;
}
/** Half-written files, and the report of the action that is saving: it cannot say yet how that ended. */
function isPassing(path) {
	return path.endsWith(".partial") || path === "reports/save.json";
}
async function measure(files, root, path) {
	const hash = createHash("sha256");
	let size = 0;
	for await (const chunk of files.stream(`${root}/${path}`)) {
		hash.update(chunk);
		size += chunk.byteLength;
	}
	return {
		path,
		size,
		sha256: hash.digest("hex")
	};
}
async function feed(tar, files, root, index) {
	const text = new TextEncoder().encode(`${JSON.stringify(index, null, 1)}\n`);
	await writeEntry(tar, "index.json", text.byteLength, [text]);
	for (const entry of index.entries) await writeEntry(tar, entry.path, entry.size, unchanged(files.stream(`${root}/${entry.path}`), entry));
	tar.finalize();
}
async function writeEntry(tar, name, size, content) {
	const sink = tar.entry({
		name,
		size,
		mode: 420,
		mtime: /* @__PURE__ */ new Date(0)
	});
	const finished = once(sink, "finish");
	finished.catch(() => {});
	for await (const chunk of content) if (!sink.write(chunk)) await Promise.race([once(sink, "drain"), finished]);
	sink.end(void 0);
	await finished;
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
	async run({ inputs, project, files, environment, artifacts, log }) {
		const { job, sha, runId, runAttempt } = environment;
		const leg = inputs.leg ?? job;
		const name = bundleName(project.name, leg, runAttempt ?? 1);
		const index = await indexBundle(files, project.folders.root, {
			name: project.name,
			...sha !== void 0 && { commit: sha },
			...runId !== void 0 && { run: runId },
			...runAttempt !== void 0 && { attempt: runAttempt },
			...job !== void 0 && { job },
			...leg !== void 0 && { leg }
		});
		if (index.entries.length === 0) throw new UserError(`Cannot save "${project.name}": there is nothing in "${project.folders.root}"`, { hint: "Run validate-data, train or quality-gate before it, with the same \"config\" and \"working-directory\"" });
		const isDryRun = inputs["dry-run"];
		const content = packBundle(files, project.folders.root, index);
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