import { digestFiles, findFiles, setProject } from "./actions.js";
import { openProjectData } from "./data.js";

// src/actions/digest-data.ts
/** The digests of the data as they are now, but for what is `known`; by the name of their set, by "" where there is one. */
async function digestData(context, known = {}) {
	const digests = {};
	for (const [name, source] of sourcesOf(context.project)) {
		const given = known[name];
		if (given !== void 0) {
			digests[name] = given;
			continue;
		}
		const files = await openProjectData({
			...context,
			project: source
		});
		const found = (await imagesAt(files, source.dataPath))?.files ?? await findFiles(files, source.dataPath);
		digests[name] = await digestFiles(files, found, context.signal);
	}
	return digests;
}
/** The images below a folder, and the folder; undefined where they are files of a table. */
async function imagesAt(files, folder) {
	if (await files.size(folder) !== void 0) return void 0;
	const { findImages, imageFiles } = await import("./read-images.js");
	const found = await findImages(files, folder);
	return found && {
		base: found.base,
		files: imageFiles(found)
	};
}
/** The data, or each of its sets, as a project of its own by the set's name. */
function sourcesOf(project) {
	if (project.sets.size > 0) return [...project.sets.keys()].map((name) => [name, setProject(project, name)]);
	return project.dataPath === void 0 ? [] : [["", project]];
}

export { digestData, imagesAt, sourcesOf };