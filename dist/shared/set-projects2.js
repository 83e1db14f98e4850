import { UserError, didYouMean, trainingSets } from "./core.js";

// src/actions/set-projects.ts
/**
* The project's sets: first the data of `data.path`, or those that a model is trained and tested on, then the others as
* they are written. Throws UserError for a check that asks none of them.
*/
function setsOf(project) {
	const { checks } = project.config;
	const { sets, dataPath } = project;
	const hasMain = dataPath !== void 0;
	for (const [index, { set }] of checks.entries()) if (set !== void 0) requireSet(project, set, project.place([
		"checks",
		index,
		"set"
	]));
	else if (!hasMain) throw new UserError("Cannot check the data: the check does not say which of data.sets it asks", {
		...project.place(["checks", index]),
		hint: `Add a set: ${[...sets.keys()].join(", ")}`
	});
	const roles = trainingSets.filter((name) => sets.has(name));
	const others = [...sets.keys()].filter((name) => !isTraining(name));
	return [
		...hasMain && roles.length === 0 ? [void 0] : [],
		...roles,
		...others
	].map((name) => ({
		name,
		project: setProject(project, name)
	}));
}
/** By the sets, which a project and those made of it share. */
const made = /* @__PURE__ */ new WeakMap();
/** The project as if the set were its data; the same one each time, so that a set is read once. */
function setProject(project, name) {
	const known = made.get(project.sets) ?? /* @__PURE__ */ new Map();
	made.set(project.sets, known);
	const found = known.get(name) ?? makeProject(project, name);
	known.set(name, found);
	return found;
}
/** Throws UserError, at the place, for a set that is not there. */
function requireSet({ sets }, name, place) {
	if (sets.has(name)) return;
	const names = [...sets.keys()];
	throw new UserError(`Cannot check the data: data.sets has no "${name}"${didYouMean(name, names)}`, {
		...place,
		hint: names.length > 0 ? `Its sets are ${names.join(", ")}` : "Name its file in data.sets"
	});
}
/** Whether checks that name no set are about it. */
function isMain(name) {
	return name === void 0 || isTraining(name);
}
function isTraining(name) {
	return trainingSets.some((each) => each === name);
}
function makeProject(project, name) {
	const { config, sets, dataPath } = project;
	const indices = [...config.checks.keys()].filter((index) => isAsked(config.checks[index], name));
	const { sha256, ...main } = config.data;
	const { path, csv, s3, split } = main;
	return {
		...project,
		dataPath: name === void 0 ? dataPath : sets.get(name),
		set: name,
		config: {
			...config,
			data: {
				...isMain(name) ? main : {
					path,
					csv,
					s3,
					split
				},
				...name === void 0 && { sha256 }
			},
			checks: indices.map((index) => config.checks[index])
		},
		place: (path, offset) => {
			const [section, index, ...rest] = path;
			const isCheck = section === "checks" && typeof index === "number";
			return project.place(isCheck ? [
				section,
				indices[index] ?? index,
				...rest
			] : path, offset);
		}
	};
}
/** What compares test with training rows is asked of the test rows. */
function isAsked({ set, overlap, time_overlap }, name) {
	if (set !== void 0) return set === name;
	return overlap === void 0 && time_overlap === void 0 ? isMain(name) : [void 0, "test"].includes(name);
}

export { isMain, requireSet, setProject, setsOf };