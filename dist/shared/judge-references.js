import { UserError, describeTolerance, didYouMean, formatNumber, isTolerated } from "./core.js";
import { findColumn } from "./data.js";
import { findUnmatched, indexKeys, noColumn } from "./checks.js";

// src/checks/judge-references.ts
/**
* Judges that each key of a column, or of several together, is one of another set's, or of the same table. Throws
* UserError for a set or a column of it that is not there.
*/
async function judgeReferences(of) {
	const { check, table, context, place } = of;
	const { set, column = check.column ?? "", columns = { [check.column ?? ""]: column } } = check.references ?? {};
	const own = Object.keys(columns);
	const absent = own.find((name) => findColumn(table, name) === void 0);
	if (absent !== void 0) return noColumn(table, absent);
	const referenced = set === void 0 ? context.whole ?? table : await context.loadSet?.(set, place);
	if (referenced === void 0) throw new UserError(`Cannot check "references": there is no set "${set}"`, place);
	const references = Object.values(columns).map((name) => requireColumn(of, referenced, name));
	const find = table.findUnmatched ?? referenced.findUnmatched;
	const keys = own.flatMap((name) => findColumn(table, name) ?? []);
	const found = find === void 0 ? findUnmatched(indexKeys(references, keys), keys) : await find({
		table,
		columns: own,
		where: table.eachKeys && check.where,
		place
	}, {
		table: referenced,
		columns: Object.values(columns)
	});
	const passed = isTolerated(check, found.considered, found.failed);
	return {
		...found,
		passed,
		message: describe(of, columns, found)
	};
}
function requireColumn({ check, place }, table, name) {
	const column = findColumn(table, name);
	if (column !== void 0) return column;
	const names = table.columns.map((each) => each.name);
	const { set } = check.references ?? {};
	throw new UserError(`Cannot check "references": ${set === void 0 ? "the data" : `the set "${set}"`} has no column "${name}"${didYouMean(name, names)}`, {
		...place,
		hint: "Name the column that holds the keys as references.column"
	});
}
function describe({ check }, columns, { considered, failed }) {
	const list = (names) => names.map((name) => `"${name}"`).join(", ");
	const { set } = check.references ?? {};
	const where = `${list(Object.values(columns))}${set === void 0 ? "" : ` of the set "${set}"`}`;
	const asked = `${formatNumber(considered)} ${considered === 1 ? "value" : "values"} of ${list(Object.keys(columns))}`;
	if (failed === 0) return `all ${asked} are in ${where}`;
	return `${formatNumber(failed)} of ${asked} ${failed === 1 ? "is" : "are"} not in ${where}${describeTolerance(check)}`;
}

export { judgeReferences };