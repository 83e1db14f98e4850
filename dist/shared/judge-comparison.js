import { UserError, brokenBound, formatAmount, formatNumber } from "./core.js";
import { noReference, unjudged } from "./data.js";

// src/checks/judge-comparison.ts
/** Judges by how much the number of rows differs from the reference's, after its bounds. */
function judgeRowChange({ check, table, context }, bounds) {
	const { reference } = context;
	const max = check.row_count?.change?.max ?? 0;
	if (bounds.failed > 0) return bounds;
	if (reference === void 0) return unjudged(noReference);
	const change = table.rows - reference.rows;
	const words = `the table has ${formatNumber(table.rows)} rows, ${reference.source} has ${formatNumber(reference.rows)}`;
	if (brokenBound(Math.abs(change), reference.rows, { max }) === void 0) return {
		considered: table.rows,
		failed: 0,
		measured: table.rows,
		message: words
	};
	return {
		considered: table.rows,
		failed: 1,
		measured: table.rows,
		message: `${words}, expected a change of at most ${formatAmount(max)}`
	};
}
/** Judges that another set has as many rows, after what was judged before. Throws UserError for a set that is not there. */
async function judgeSameRows({ table, context, place }, set, before) {
	if (before.failed > 0 || before.isUnjudged === true) return before;
	const other = await context.loadSet?.(set, place);
	if (other === void 0) throw new UserError(`Cannot check "row_count": there is no set "${set}"`, place);
	const isSame = table.rows === other.rows;
	return {
		considered: table.rows,
		failed: isSame ? 0 : 1,
		measured: table.rows,
		message: `the table has ${formatNumber(table.rows)} rows, ${set} has ${isSame ? "as many" : formatNumber(other.rows)}`
	};
}
/** Judges that the newest date is later than the reference's. */
function judgeNewer({ context }, column) {
	const { reference } = context;
	if (reference === void 0) return unjudged(noReference);
	if (column.type !== "date" && column.type !== "datetime") return {
		considered: 0,
		failed: 1,
		message: `"${column.name}" has no dates: it is a column of type ${column.type}`
	};
	const { profile, table } = reference;
	const known = profile?.columns.find(({ name }) => name === column.name)?.max;
	const before = profile === void 0 ? newestOf(table?.columns.find(({ name }) => name === column.name)) : Date.parse(String(known));
	if (!Number.isFinite(before)) return unjudged(`it is not judged, because ${reference.source} has no dates of "${column.name}"`);
	const isNewer = newestOf(column) > before;
	return {
		considered: column.values.length,
		failed: isNewer ? 0 : 1,
		message: `the newest date of "${column.name}" is ${isNewer ? "" : "not "}later than that of ${reference.source}`
	};
}
function newestOf(column) {
	if (column?.kind !== "numeric") return NaN;
	return column.values.reduce((newest, value) => value > newest ? value : newest, -Infinity);
}

export { judgeNewer, judgeRowChange, judgeSameRows };