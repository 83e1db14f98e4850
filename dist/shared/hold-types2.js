import { declareColumn } from "./declare-columns2.js";
import { countPresent } from "./core.js";

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
				const most = Math.max(1, Math.floor((countPresent(kept.values) + count) / 100));
				if (count === 0 || count <= most && countPresent(kept.values) > 0) return kept;
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

export { changedTypes, holdTypes };