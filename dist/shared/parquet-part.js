import { UserError, openParquet } from "./core.js";

// src/tables/parquet-part.ts
/** Plans to read a Parquet file row group by row group. Throws UserError as `readParquet`. */
async function planParquet(file, { source, declared }) {
	const { groups, columns } = await openParquet(file, { source });
	return {
		format: "parquet",
		source,
		bytes: file.bytes,
		start: 0,
		line: 0,
		groups,
		declared,
		...await typesOf(columns, declared),
		texts: []
	};
}
/** The plan with more columns read as text. */
async function withTexts(plan, texts) {
	const columns = plan.columns.map(({ name }, index) => {
		return {
			name,
			type: (texts.includes(name) ? void 0 : plan.types[index]) ?? "text"
		};
	});
	return {
		...plan,
		...await typesOf(columns, plan.declared),
		texts
	};
}
async function typesOf(columns, declared) {
	const known = await declaredAs(columns.map((column) => withoutCells(column)), declared);
	return {
		types: columns.map(({ type }) => type),
		columns: known.map(({ name, type }) => ({
			name,
			type
		}))
	};
}
/** The planned columns, and no rows. */
function withoutRows({ source, bytes, columns }) {
	return {
		source,
		rows: 0,
		columns: columns.map((column) => withoutCells(column)),
		lines: /* @__PURE__ */ new Uint32Array(0),
		bytes,
		digest: ""
	};
}
/** A part for each row group that has rows. */
function partsOfParquet({ groups }) {
	let from = 0;
	return groups.flatMap((rows) => {
		const range = {
			from,
			to: from + rows,
			isExact: true
		};
		from = range.to;
		return rows > 0 ? [range] : [];
	});
}
/** Opens a planned file; the answer reads the row group of a range. */
async function openParquetParts(file, plan) {
	const { source, declared, types } = plan;
	const asText = Object.fromEntries(plan.texts.map((name) => [name, "text"]));
	const { groups, read } = await openParquet(file, {
		source,
		types: asText
	});
	let next = 0;
	const groupAt = new Map(groups.flatMap((rows, index) => {
		next += rows;
		return rows > 0 ? [[next - rows, index]] : [];
	}));
	return async ({ from, to }) => {
		const group = groupAt.get(from);
		if (group === void 0 || groups[group] !== to - from) throw new UserError(`Cannot read "${source}": the file changed while it was read`, { file: source });
		const table = await read(group, group + 1);
		const texts = table.columns.filter(({ type }, index) => type !== types[index]).map(({ name }) => name);
		const columns = table.columns.map((column) => texts.includes(column.name) ? withoutCells({
			name: column.name,
			type: "integer"
		}, table.rows) : column);
		return {
			table: {
				...table,
				digest: "",
				columns: await declaredAs(columns, declared)
			},
			texts
		};
	};
}
async function declaredAs(columns, declared) {
	if (declared === void 0) return columns;
	const { declareColumns } = await import("./declare-columns.js");
	return declareColumns(columns, declared);
}
/** A column all of whose cells are missing. */
function withoutCells({ name, type }, rows = 0) {
	if (type === "text") return {
		kind: "text",
		name,
		type,
		codes: new Int32Array(rows).fill(-1),
		dictionary: []
	};
	return {
		kind: "numeric",
		name,
		type,
		values: new Float64Array(rows).fill(NaN),
		invalid: [],
		invalidCount: 0
	};
}

export { openParquetParts, partsOfParquet, planParquet, withTexts, withoutRows };