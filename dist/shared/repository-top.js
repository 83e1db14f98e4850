import { UserError, repository } from "./core.js";
import { isRecord } from "./config.js";
import { parseYaml } from "./config2.js";
const path = process.getBuiltinModule("node:path");

// src/commands/workflow-file.ts
/** The jobs by their id, with their steps. */
function jobsOf({ content }) {
	return Object.entries(objectOf(content.jobs)).map(([id, value]) => {
		const job = objectOf(value);
		return {
			id,
			job,
			steps: (Array.isArray(job.steps) ? job.steps : []).map((step) => objectOf(step))
		};
	});
}
/** What the workflow says of an event: undefined where it does not start on it. */
function startsOn({ content }, event) {
	const { on } = content;
	if (on === event || Array.isArray(on) && on.includes(event)) return {};
	return isRecord(on) && Object.hasOwn(on, event) ? objectOf(on[event]) : void 0;
}
/** Name of our action that a step uses; "" for the root action; undefined for others'. */
function actionOf({ uses }) {
	if (typeof uses !== "string") return void 0;
	const [target = ""] = uses.split("@");
	if (target === repository) return "";
	const below = `${repository}/actions/`;
	return target.startsWith(below) ? target.slice(below.length) : void 0;
}
/** The value where it is an object, else an empty one. */
function objectOf(value) {
	return isRecord(value) ? value : {};
}

// src/commands/workflow-place.ts
/** Where GitHub reads workflows: at the top of the repository, nowhere else. */
const workflowFolder = ".github/workflows";
/** The folder of the `mlops.yml` that a step of ours is about, from the top; undefined where only a run knows. */
function folderOf({ with: given }) {
	const { "working-directory": folder = ".", config = "mlops.yml" } = objectOf(given);
	const joined = path.posix.join(String(folder), String(config));
	return joined.includes("${{") ? void 0 : path.posix.dirname(joined);
}
/** Whether a step of ours in the workflow may be about the folder. */
function isAbout(workflow, below) {
	return oursOf(workflow).some((step) => [below, void 0].includes(folderOf(step)));
}
/** The steps of a workflow that use our actions. */
function oursOf(workflow) {
	return jobsOf(workflow).flatMap(({ steps }) => steps.filter((step) => actionOf(step) !== void 0));
}
/**
* The file for a project's workflow, from the top: `model.yml`, or one named after the project where that is there for
* something else.
*/
async function chooseWorkflow(files, { top, below }, project) {
	const names = [
		"model",
		`model-${project}`,
		`model-${below.replace(/[^\w.-]+/g, "-")}`
	];
	for (const name of names.slice(0, -1)) {
		const file = `${workflowFolder}/${name}.yml`;
		const text = await files.read(path.posix.join(top, file)).catch(() => void 0);
		if (text === void 0 || isAbout({
			file,
			content: contentOf(text, file)
		}, below)) return file;
	}
	return `${workflowFolder}/${names.at(-1)}.yml`;
}
function contentOf(text, file) {
	try {
		return objectOf(parseYaml(text, file).value);
	} catch (error) {
		if (error instanceof UserError) return {};
		throw error;
	}
}

// src/commands/repository-top.ts
/** Asks git where a folder of the workspace lies. */
async function placeInRepository(git, folder) {
	const prefix = await git.prefix(folder);
	if (prefix === void 0) return {
		top: ".",
		below: "."
	};
	const names = prefix.split("/").filter(Boolean);
	return {
		top: path.posix.join(folder.replaceAll(path.sep, "/"), ...names.map(() => "..")),
		below: names.join("/") || "."
	};
}

export { actionOf, chooseWorkflow, folderOf, isAbout, jobsOf, objectOf, oursOf, placeInRepository, startsOn, workflowFolder };