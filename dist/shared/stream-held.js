import { findNamed, formatOf, openProjectData } from "./data.js";
import { heldTypes, isHeldDespite, placeChanges, tellChanges } from "./held-types.js";
import { findFiles } from "./program.js";
import { streamData } from "./stream-data.js";

// src/actions/stream-held.ts
/**
* Data part by part, as `streamData` gives them, with the types that their columns had: as `holdTable` does for rows in
* memory. They are read once where the types hold, and again without those that do not.
*/
async function streamHeld(context, path, sizes = {}) {
	const held = await heldTypes(context);
	const files = await openProjectData(context);
	const [first] = await findFiles(files, path);
	const format = formatOf(first?.path ?? path);
	if (format === "parquet") {
		const streamed = await streamData(context, path, sizes);
		if (streamed !== void 0) streamed.table.typeChanges = tellChanges(streamed.profile.columns, held);
		return streamed;
	}
	const keepsTexts = format === "csv" && await files.size(path) !== void 0;
	const asked = Object.entries(held.types).filter(([, type]) => type !== "text" || keepsTexts);
	const read = (types) => streamData(context, path, {
		...sizes,
		declared: asDeclared(types, context.project.config.data.columns)
	});
	const streamed = await read(asked);
	if (streamed === void 0) return void 0;
	const broken = asked.flatMap(([name, was]) => brokenType(streamed, name, was));
	const isBroken = new Set(broken.map(({ name }) => name));
	const final = broken.length === 0 ? streamed : await read(asked.filter(([name]) => !isBroken.has(name)));
	if (final === void 0) return void 0;
	const changes = broken.flatMap((change) => {
		const is = findNamed(final.table.columns, change.name)?.type;
		return is === void 0 || is === change.was ? [] : [{
			...change,
			is
		}];
	});
	const others = Object.fromEntries(Object.entries(held.types).filter(([name]) => !isBroken.has(name)));
	const told = tellChanges(final.profile.columns, {
		...held,
		types: others
	});
	final.table.typeChanges = [...placeChanges(changes, held), ...told];
	return final;
}
function asDeclared(types, declared) {
	return {
		...Object.fromEntries(types.map(([name, type]) => [name, { type }])),
		...declared
	};
}
/** That too many cells are not of a type, and where the first of them stands. */
function brokenType({ table, profile }, name, was) {
	const column = findNamed(table.columns, name);
	const present = findNamed(profile.columns, name)?.count ?? 0;
	if (column?.kind !== "numeric" || isHeldDespite(column.invalidCount, present)) return [];
	const { row, line } = column.invalid[0] ?? {};
	return [{
		name,
		was,
		count: column.invalidCount,
		...row !== void 0 && { row },
		...line !== void 0 && { line }
	}];
}

export { streamHeld };