import { mayBeLarge, openProjectData, profileTable, readData } from "./data.js";
import { requireData } from "./core.js";

// src/actions/profile-file.ts
/** A project of other data, of which nothing is said but how they are written. */
function projectOf(project, dataPath, csv, columns) {
	const { split } = project.config.data;
	return {
		...project,
		dataPath,
		config: {
			...project.config,
			data: {
				split,
				csv,
				columns
			}
		}
	};
}
/**
* The project's data and the profile of each column, for what looks at data and judges no checks: part by part where
* they are large, or have `leastBytes`.
*/
async function profileFile(context, leastBytes) {
	const { project, signal, workers, csvKernel } = context;
	const { dataPath } = requireData(project);
	const files = await openProjectData(context);
	const { csv, columns, s3 } = project.config.data;
	if (leastBytes !== void 0 || await mayBeLarge(files, dataPath)) {
		const { streamData } = await import("./stream-data.js");
		const { split } = project.config.data;
		const config = {
			...project.config,
			data: {
				split,
				csv,
				columns,
				s3
			},
			checks: []
		};
		const streamed = await streamData({
			...context,
			project: {
				...project,
				config
			}
		}, dataPath, { leastBytes });
		if (streamed !== void 0) return streamed;
	}
	const table = await readData(files, dataPath, {
		signal,
		csv,
		columns,
		kernel: csvKernel,
		workers
	});
	return {
		table,
		profile: profileTable(table)
	};
}

export { profileFile, projectOf };