import { UserError, isAddress, openData, showAddress } from "./core.js";
import { keepProgram, modelAt, prepareProgram } from "./prepare-program.js";

// src/actions/adopt-model.ts
/** Takes over a model that was trained elsewhere, with the same evidence as one that was trained here. */
async function adoptModel(context) {
	return keepProgram(context, {
		prepared: await prepareProgram(context),
		before: /* @__PURE__ */ new Map(),
		model: await findExternal(context),
		run: void 0,
		program: void 0,
		findings: []
	});
}
async function findExternal(context) {
	const { project } = context;
	const { model = "", sha256 } = project.config.train;
	const place = (path) => project.place(["train", path.at(-1) === "sha256" ? "sha256" : "model"]);
	const named = isAddress(model) ? model : `${project.directory}/${model}`;
	const files = await openData(context, named, {
		sha256: sha256?.toLowerCase(),
		place
	});
	const found = await modelAt(files, named);
	if (sha256 !== void 0 && found.entries.length !== 1) throw new UserError("Cannot check train.sha256: the model is not a single file", place(["sha256"]));
	if (found.entries.length > 0) return found;
	throw new UserError(`Cannot take over the model: there is nothing at "${showAddress(named)}"`, {
		...place(["model"]),
		hint: "train.model is a file, a folder, or an https:// or s3:// address"
	});
}

export { adoptModel };