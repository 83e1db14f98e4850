import { isRecord } from "./config.js";
import { countPresent, formatOf } from "./data.js";
import { declareColumn } from "./declare-columns2.js";
import { isEmptyColumn } from "./tables.js";
import { findEarlier, lastProfile } from "./core.js";

// src/profile/find-types.ts
const types = /* @__PURE__ */ new Set([
	"integer",
	"number",
	"boolean",
	"date",
	"datetime",
	"text"
]);
/**
* The types of a profile's columns, read without its schema, whose loading takes longer than reading most data. Undefined
* where they are not plainly there: `parseProfile` says why.
*/
function findTypes(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return;
	}
	if (!isRecord(value) || value.schema !== "mlops/profile@1" || !Array.isArray(value.columns)) return void 0;
	return value.columns.every(isProfiled) ? value.columns : void 0;
}
function isProfiled(value) {
	return isRecord(value) && typeof value.name === "string" && types.has(value.type) && Number.isSafeInteger(value.count) && value.count >= 0;
}

// src/tables/hold-types.ts
/**
* Columns of the types that they had: up to 1 % of the cells (always one) that do not fit are invalid cells, and do not
* change the type. With more of them the column is left as it is, and the change is told.
*/
function holdTypes(columns, held) {
	const changes = [];
	return {
		columns: columns.map((column) => {
			const was = Object.hasOwn(held, column.name) ? held[column.name] : void 0;
			if (was === void 0 || was === column.type) return column;
			const kept = declareColumn(column, { type: was });
			if (kept.kind === "text") changes.push({
				name: column.name,
				was,
				is: column.type
			});
			else {
				const { invalidCount: count, invalid } = kept;
				if (isHeldDespite(count, countPresent(kept.values))) return kept;
				const row = invalid[0]?.row ?? 0;
				changes.push({
					name: column.name,
					was,
					is: column.type,
					count,
					row
				});
			}
			return column;
		}),
		changes
	};
}
/** Whether a column keeps its type although some cells do not fit beside those that do. */
function isHeldDespite(misfits, fitting) {
	const most = Math.max(1, Math.floor((fitting + misfits) / 100));
	return misfits === 0 || misfits <= most && fitting > 0;
}
/** Changes of types where only the types are known, and how many values there are: without any, there is no change. */
function changedTypes(columns, held) {
	return columns.flatMap(({ name, type: is, count }) => {
		const was = Object.hasOwn(held, name) ? held[name] : void 0;
		return count === 0 || was === void 0 || was === is || isWithin(is, was) ? [] : [{
			name,
			was,
			is
		}];
	});
}
/** Every integer is a number, every date a datetime. */
function isWithin(type, other) {
	return type === "integer" && other === "number" || type === "date" && other === "datetime";
}

// src/actions/held-types.ts
/**
* The types that columns have in `data.reference`, else in what an earlier run saved, in a terminal in the last
* training's profile; without those that are declared, or that had no values.
*/
async function heldTypes(context) {
	const { columns: declared = {}, reference } = context.project.config.data;
	const last = reference === void 0 ? await lastProfile(context) : void 0;
	if (last !== void 0) return {
		types: undeclared(await readTypes(context, last), declared),
		source: `the last training (${last})`
	};
	const earlier = await findEarlier(context);
	if (typeof earlier === "string") return { types: {} };
	const { profile, table, source } = earlier;
	return {
		types: undeclared(profile ? withValues(profile.columns) : table?.columns.filter((column) => !isEmptyColumn(column)) ?? [], declared),
		...reference === void 0 && { source }
	};
}
/** The types that columns had in the data of a training, by the profile that it left at a path; none where it left none. */
async function trainedTypes({ files, project }, path) {
	if (await files.size(path) === void 0) return { types: {} };
	return { types: undeclared(await readTypes({ files }, path), project.config.data.columns) };
}
async function readTypes({ files }, path) {
	const text = await files.read(path);
	const columns = findTypes(text);
	if (columns !== void 0) return withValues(columns);
	const { parseProfile } = await import("./parse-profile.js");
	return withValues(parseProfile(text, path).columns);
}
function withValues(columns) {
	return columns.filter(({ count }) => count > 0);
}
function undeclared(known, declared = {}) {
	const types = known.flatMap(({ name, type }) => Object.hasOwn(declared, name) ? [] : [[name, type]]);
	return Object.fromEntries(types);
}
/** The table with the types that its columns had. Parquet declares its own. */
function holdTable(table, held) {
	if (formatOf(table.source) === "parquet") return {
		...table,
		typeChanges: tellChanges(table.columns, held)
	};
	const { columns, changes } = holdTypes(table.columns, held.types);
	return {
		...table,
		columns,
		typeChanges: placeChanges(changes, held)
	};
}
/** Which columns are of other types than they were. */
function tellChanges(columns, held) {
	return placeChanges(changedTypes(columns, held.types), held);
}
/** Changes with where the types were held. */
function placeChanges(changes, { source }) {
	return changes.map((change) => ({
		...change,
		...source !== void 0 && { source }
	}));
}
/** What is declared, and texts of CSV that are held: once `007` is read as a number, how it was written is gone. */
function withHeldTexts(path, declared, { types }) {
	const texts = Object.entries(types).filter(([, type]) => type === "text");
	if (texts.length === 0 || formatOf(path) !== "csv") return declared;
	return {
		...Object.fromEntries(texts.map(([name, type]) => [name, { type }])),
		...declared
	};
}

export { heldTypes, holdTable, isHeldDespite, placeChanges, tellChanges, trainedTypes, withHeldTexts };