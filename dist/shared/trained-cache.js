import { digestFile, formatDuration } from "./core.js";
import { parseManifest } from "./evidence.js";
import { reportSchema } from "./commenting.js";
import { placeBundle } from "./actions.js";
import { digestFiles, inProject } from "./program.js";
import { listFolder } from "./dividing.js";
import { runOf } from "./evaluating.js";

// src/actions/trained-cache.ts
/** Files that say which packages a program gets; they count whether they are declared or not. */
const lockFiles = [
	"requirements.txt",
	"pyproject.toml",
	"uv.lock",
	"poetry.lock",
	"pdm.lock",
	"pixi.lock",
	"Pipfile.lock",
	"conda-lock.yml",
	"environment.yml",
	"environment.yaml",
	".python-version",
	"renv.lock",
	"Manifest.toml"
];
const mostInputs = 1e4;
/** The key of a training: the same for the same data, settings, declared files, packages, system and version of ours. */
async function trainingKey(context, declared, { digests, environment }) {
	const { project, environment: own } = context;
	const { data, train } = project.config;
	const inputs = await digestInputs(context, [...declared, ...train.params_files ?? []]);
	const parts = {
		format: 2,
		version: own.version,
		system: `${process.platform}-${process.arch}`,
		name: project.name,
		data: digests,
		config: {
			data,
			train
		},
		inputs,
		environment
	};
	return {
		key: `mlops-trained-${digestFile(JSON.stringify(parts)).slice(0, 40)}`,
		inputs
	};
}
async function digestInputs({ files, project, signal }, patterns) {
	const found = /* @__PURE__ */ new Map();
	for (const pattern of [...patterns, ...lockFiles]) {
		const place = inProject(project, pattern);
		for (const path of await filesOf(files, place)) found.set(path, {
			path,
			source: path,
			name: path,
			bytes: 0,
			partitions: /* @__PURE__ */ new Map()
		});
		if (found.size > mostInputs) break;
	}
	return digestFiles(files, [...found.values()], signal);
}
async function filesOf(files, place) {
	if (await files.size(place) !== void 0) return [place];
	const { base, names } = await listFolder(files, place);
	return names.map((name) => base === "." ? name : `${base}/${name}`);
}
const fileName = "trained.tar.gz";
/** Brings back an earlier training; undefined where there is none, or it is not whole. */
async function restoreTraining(context, key) {
	const { cache, files, project, log } = context;
	const { root, evidence } = project.folders;
	const [file, unpacked] = [`${root}/${fileName}`, `${root}/.restoring`];
	try {
		if (!await cache.restore(file, key)) return void 0;
		const { unpackBundle } = await import("./bundle.js");
		await files.remove(unpacked);
		const index = await unpackBundle(files.stream(file), {
			write: (path, content) => files.write(`${unpacked}/${path}`, content),
			label: "of the cache"
		});
		if (index.name !== project.name) return void 0;
		const report = reportSchema.parse(JSON.parse(await files.read(`${unpacked}/reports/trained.json`)));
		await placeBundle(files, unpacked, index, root);
		const path = `${evidence}/manifest.json`;
		return {
			manifest: parseManifest(await files.read(path), path),
			report
		};
	} catch (cause) {
		if (context.signal.aborted) throw cause;
		log.warn(`What the cache holds is not whole: ${cause instanceof Error ? cause.message : cause}; trained anew`);
		return;
	} finally {
		await files.remove(file);
		await files.remove(unpacked);
	}
}
/** Keeps a training for later runs. */
async function saveTraining(context, key, report) {
	const { cache, files, project, log, signal } = context;
	const { root } = project.folders;
	const file = `${root}/${fileName}`;
	try {
		await files.write(`${root}/reports/trained.json`, JSON.stringify(report));
		const { indexBundle, packBundle } = await import("./pack-bundle.js");
		const paths = ["reports/trained.json"];
		for (const folder of ["model", "evidence"]) {
			const { names } = await listFolder(files, `${root}/${folder}`);
			paths.push(...names.map((name) => `${folder}/${name}`));
		}
		const open = (path) => files.stream(`${root}/${path}`);
		const index = await indexBundle(paths, open, { name: project.name });
		await files.write(file, packBundle(index, open));
		await cache.save(file, key);
	} catch (cause) {
		if (signal.aborted) throw cause;
		log.warn(`The model cannot be kept in the cache: ${cause instanceof Error ? cause.message : cause}`);
	} finally {
		await files.remove(file);
		await files.remove(`${root}/reports/trained.json`);
	}
}
/** The result of a training that the cache had: its evidence becomes that of this run. */
async function resultOfCache(context, { manifest, report }) {
	const { files, project, git, environment } = context;
	const { evidence, model } = project.folders;
	const commit = await git.head(project.directory) ?? environment.sha;
	const { run: _, commit: trainedAt, ...rest } = manifest;
	const own = {
		...rest,
		...rest.program && { program: {
			...rest.program,
			cached: true
		} },
		...commit !== void 0 && { commit },
		...runOf(context)
	};
	await files.write(`${evidence}/manifest.json`, `${JSON.stringify(own, null, 1)}\n`);
	const took = manifest.program ? `, which took ${formatDuration(manifest.program.duration_ms)}` : "";
	const headline = `nothing changed${trainedAt === void 0 ? "" : ` since commit ${trainedAt.slice(0, 7)}`}: took the model from the cache`;
	context.log.info(`${project.name}: ${headline}, training skipped`);
	const note = `Data, settings, packages and train.inputs are those of an earlier training${took}: it was skipped. train.cache: false trains again.`;
	const hasPredictions = await files.size(`${evidence}/predictions.csv`) !== void 0;
	return {
		verdict: report.verdict,
		outputs: {
			model,
			metrics: `${evidence}/metrics.json`,
			predictions: hasPredictions ? `${evidence}/predictions.csv` : void 0,
			"model-digest": manifest.digests.model
		},
		report: {
			...report,
			headline,
			sections: report.sections.map((section, index) => index === 0 ? {
				...section,
				text: [note, ...section.text ?? []]
			} : section)
		}
	};
}

export { restoreTraining, resultOfCache, saveTraining, trainingKey };