import { UserError, isAddress, showAddress } from "./core.js";
import { keepProgram, modelAt } from "./keeping.js";
import { inProject, prepareProgram } from "./program.js";
import { openData } from "./data.js";
import { tracked } from "./dividing.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/actions/fetch-mlflow-model.ts
/** True for the address of a model on a tracking server. */
function isMlflowModel(model) {
	return /^(runs|models):\//i.test(model);
}
/** Bytes of a model at most. */
const largest = 16e9;
/** Fetches `runs:/\u2026` or `models:/\u2026` from the tracking server. Throws UserError where there is none. */
async function fetchMlflowModel(context, model) {
	const { mlflow, files, project, signal, log } = context;
	const { sha256 } = project.config.train;
	const place = project.place(["train", "model"]);
	if (mlflow === void 0) throw new UserError(`Cannot fetch the model "${model}": MLFLOW_TRACKING_URI is not set`, {
		...place,
		hint: "Set it to the address of the tracking server that has the model"
	});
	const folder = `${project.folders.run}/fetched`;
	await files.remove(folder);
	const digests = [];
	let bytes = 0;
	const progress = log.progress(`Fetching ${model}`);
	await mlflow.download(model, async (name, chunks) => {
		const hash = createHash("sha256");
		const start = bytes;
		const counted = async function* () {
			bytes = start;
			for await (const chunk of chunks) {
				signal.throwIfAborted();
				bytes += chunk.length;
				if (bytes > largest) throw new UserError(`Cannot fetch the model "${model}": it is larger than 16 GB`, place);
				hash.update(chunk);
				yield chunk;
			}
		};
		await files.write(`${folder}/${name}`, counted());
		digests.push(hash.digest("hex"));
	});
	progress.end();
	if (sha256 !== void 0 && digests.length !== 1) throw new UserError("Cannot check train.sha256: the model is not a single file", project.place(["train", "sha256"]));
	if (sha256 !== void 0 && digests[0] !== sha256.toLowerCase()) throw new UserError(`Cannot take over the model: its digest is ${digests[0]}, not train.sha256`, {
		...project.place(["train", "sha256"]),
		hint: "The model on the server is another one than that which was meant"
	});
	return modelAt(files, folder);
}

// src/actions/adopt-model.ts
/** Takes over a model that was trained elsewhere, with the same evidence as one that was trained here. */
async function adoptModel(context) {
	const prepared = await prepareProgram(context);
	const model = await findExternal(context);
	const { params, model: place = "" } = context.project.config.train;
	const head = await context.git.commit(context.project.directory);
	return tracked(context, {
		source: showAddress(place),
		params,
		data: prepared.digests
	}, () => keepProgram(context, {
		prepared,
		before: /* @__PURE__ */ new Map(),
		model,
		run: void 0,
		program: void 0,
		findings: [],
		head
	}));
}
async function findExternal(context) {
	const { project } = context;
	const { model = "", sha256 } = project.config.train;
	if (isMlflowModel(model)) return fetchMlflowModel(context, model);
	const place = (path) => project.place(["train", path.at(-1) === "sha256" ? "sha256" : "model"]);
	const named = isAddress(model) ? model : inProject(project, model);
	const files = await openData(context, named, {
		sha256: sha256?.toLowerCase(),
		place
	});
	const found = await modelAt(files, named);
	if (sha256 !== void 0 && found.entries.length !== 1) throw new UserError("Cannot check train.sha256: the model is not a single file", place(["sha256"]));
	if (found.entries.length > 0) return found;
	throw new UserError(`Cannot take over the model: there is nothing at "${showAddress(named)}"`, {
		...place(["model"]),
		hint: "train.model is a file, a folder, an https:// or s3:// address, or runs:/\u2026 or models:/\u2026 of an MLflow server"
	});
}

export { adoptModel };