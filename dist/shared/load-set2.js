import { UserError, requireData, trainingSets } from "./core.js";
import { formatOfTable, joinTables } from "./tables.js";
import { loadTable, openProjectData, readData, streamProject } from "./data.js";
import { requireSet, setProject } from "./program.js";

// src/actions/load-set.ts
/** One of `data.sets`, read once. Throws UserError, at the place, for one that is not there. */
function loadSet(context, name, place) {
	requireSet(context.project, name, place);
	return loadTable({
		...context,
		project: setProject(context.project, name)
	});
}
/** As `loadSet`, without the rows where they are too many for memory. */
async function openSet(context, name, place) {
	requireSet(context.project, name, place);
	const project = setProject(context.project, name);
	return (await streamProject({
		...context,
		project
	}))?.table ?? loadTable({
		...context,
		project
	});
}
/**
* The sets `test`, `validation` and `train` as one table: columns by name, types as if they were one file. The test rows
* come first, so that neither their numbers nor their identities depend on the others.
*/
async function loadTrainingSets(context) {
	const { project } = context;
	const names = [...trainingSets].reverse().filter((name) => project.sets.has(name));
	const parts = [];
	for (const name of names) {
		const table = await loadSet(context, name, project.place(["data", "sets"]));
		parts.push({
			table,
			name,
			partitions: /* @__PURE__ */ new Map(),
			readAs: (types) => readSet(context, name, types)
		});
	}
	refuseMixture(parts);
	const { csv, columns: declared } = project.config.data;
	const table = {
		...await joinTables("data.sets", parts, {
			decimal: csv?.decimal,
			declared
		}),
		holdsImages: parts.some((part) => part.table.holdsImages)
	};
	const digests = {
		train: "",
		test: ""
	};
	const split = {
		train: /* @__PURE__ */ new Uint32Array(),
		validation: /* @__PURE__ */ new Uint32Array(),
		test: /* @__PURE__ */ new Uint32Array()
	};
	let start = 0;
	for (const [index, name] of names.entries()) {
		const { rows, digest } = parts[index].table;
		digests[name] = digest;
		const from = start;
		split[name] = Uint32Array.from({ length: rows }, (_, row) => from + row);
		start += rows;
	}
	return {
		table,
		split,
		digests
	};
}
async function readSet(context, name, types) {
	const project = setProject(context.project, name);
	const files = await openProjectData({
		...context,
		project
	});
	const { signal, csvKernel: kernel } = context;
	const { csv, columns } = project.config.data;
	return readData(files, requireData(project).dataPath, {
		signal,
		kernel,
		csv,
		columns,
		types
	});
}
function refuseMixture([first, ...others]) {
	const other = others.find(({ table }) => formatOfTable(table) !== formatOfTable(first.table));
	if (other === void 0 || first === void 0) return;
	throw new UserError(`Cannot train: the sets "${first.name}" and "${other.name}" are files of other formats, "${first.table.source}" and "${other.table.source}"`, {
		file: other.table.source,
		hint: "Write both in one format: their types are then told by the same rules"
	});
}

export { loadSet, loadTrainingSets, openSet };