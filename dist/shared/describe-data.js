import { declareTypes, isTableShared, loadTable, openProjectData, profileOf } from "./core.js";

// src/actions/describe-data.ts
/** Files from this size on are read part by part. */
const streamedBytes = 1 << 26;
/** The project's data and their profile: in memory, or part by part where they are large and no other action needs the rows. */
async function describeData(context) {
	const { project } = context;
	const path = project.dataPath;
	const isLarge = async (name) => (await (await openProjectData(context)).size(name) ?? 0) >= streamedBytes;
	if (path !== void 0 && !isTableShared(project) && await isLarge(path)) {
		const { streamData } = await import("./stream-data.js");
		const streamed = await streamData(context, path);
		if (streamed !== void 0) return {
			...streamed,
			profile: declareTypes(streamed.profile, project.config.data.columns)
		};
	}
	const table = await loadTable(context);
	return {
		table,
		profile: await profileOf(table, project)
	};
}

export { describeData, streamedBytes };