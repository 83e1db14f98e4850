import { formatOf } from "./core.js";
import { changedTypes, holdTypes } from "./hold-types2.js";
import { isEmptyColumn } from "./settle-types.js";
import { findReference } from "./find-reference2.js";

// src/actions/held-types.ts
/** The types that the columns of `data.reference` have, but for those that are declared or that it has no values of. */
async function heldTypes(context) {
	const { columns: declared = {} } = context.project.config.data;
	const reference = await findReference(context);
	if (reference === void 0) return {};
	const { profile, table } = reference;
	const known = profile?.columns.filter(({ count }) => count > 0) ?? table?.columns.filter((column) => !isEmptyColumn(column)) ?? [];
	return Object.fromEntries(known.flatMap(({ name, type }) => Object.hasOwn(declared, name) ? [] : [[name, type]]));
}
/** The table with the types that its columns had. Parquet declares its own. */
function holdTable(table, held) {
	if (formatOf(table.source) === "parquet") return {
		...table,
		typeChanges: changedTypes(table.columns, held)
	};
	const { columns, changes } = holdTypes(table.columns, held);
	return {
		...table,
		columns,
		typeChanges: changes
	};
}
/** What is declared, and texts of CSV that are held: once `007` is read as a number, how it was written is gone. */
function withHeldTexts(path, declared, held) {
	const texts = Object.entries(held).filter(([, type]) => type === "text");
	if (texts.length === 0 || formatOf(path) !== "csv") return declared;
	return {
		...Object.fromEntries(texts.map(([name, type]) => [name, { type }])),
		...declared
	};
}

export { heldTypes, holdTable, withHeldTexts };