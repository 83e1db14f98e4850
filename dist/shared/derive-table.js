import { UserError, compileExpression, parseExpression } from "./core.js";

// src/expression/order-derived.ts
const maxDerived = 1e3;
/**
* Parses derived columns and orders them so that each uses only earlier ones, otherwise as they are written.
* `columns` are the names of the data: where one is exactly the name used, it is meant. Throws UserError that
* names the cycle where columns need each other, and for more than 1,000 of them.
*/
function orderDerived(derive, options = {}) {
	const { columns = [], place = () => ({}) } = options;
	const names = Object.keys(derive);
	if (names.length > maxDerived) throw new UserError(`Cannot derive ${names.length} columns: ${maxDerived} are allowed`, place(names[0] ?? ""));
	const parsed = new Map(Object.entries(derive).map(([name, text]) => [name, {
		name,
		expression: parseExpression(text, place(name))
	}]));
	const findDerived = (name) => {
		if (parsed.has(name) || columns.includes(name)) return parsed.get(name);
		const similar = [...parsed.values()].filter((each) => each.name.toLowerCase() === name.toLowerCase());
		return similar.length === 1 ? similar[0] : void 0;
	};
	const ordered = /* @__PURE__ */ new Set();
	const visit = (column, path) => {
		if (ordered.has(column)) return;
		if (path.includes(column.name)) {
			const cycle = [...path.slice(path.indexOf(column.name)), column.name].map((name) => `"${name}"`);
			throw new UserError(`Cannot derive "${column.name}": it needs itself: ${cycle.join(" → ")}`, place(column.name));
		}
		for (const name of usedNames(column.expression)) {
			const needed = findDerived(name);
			if (needed) visit(needed, [...path, column.name]);
		}
		ordered.add(column);
	};
	for (const column of parsed.values()) visit(column, []);
	return [...ordered];
}
/** The column names that an expression uses, as they are written there. */
function usedNames({ root }) {
	const names = /* @__PURE__ */ new Set();
	const visit = (node) => {
		if (node.kind === "column") names.add(node.name);
		for (const child of children(node)) visit(child);
	};
	visit(root);
	return [...names];
}
function children(node) {
	return (() => {
		switch (node.kind) {
			case "literal":
			case "column": return [];
			case "call": return node.arguments;
			case "binary": return [node.left, node.right];
			case "in": return [node.operand, ...node.items];
			case "between": return [
				node.operand,
				node.low,
				node.high
			];
			case "like": return [node.operand, node.pattern];
			case "case": return [
				node.operand,
				...node.branches.flatMap(({ when, result }) => [when, result]),
				node.otherwise
			];
			case "unary":
			case "is_null":
			case "cast": return [node.operand];
		}
	})().filter((each) => each !== void 0);
}

// src/expression/derive-columns.ts
/**
* Checks `data.derive` against the columns of the data; each result uses only the data's columns and earlier
* results. Throws UserError for a name that the data has already, a cycle, the target, and what an expression
* gets wrong.
*/
function planDerived(columns, derive, { target, place = () => ({}) } = {}) {
	const names = columns.map((column) => column.name);
	const taken = Object.keys(derive).find((name) => names.includes(name));
	if (taken !== void 0) throw new UserError(`Cannot derive "${taken}": the data has a column of that name`, {
		...place(taken),
		hint: "Give the derived column another name"
	});
	const known = [...columns];
	return orderDerived(derive, {
		columns: names,
		place
	}).map(({ name, expression }) => {
		const compiled = compileExpression(expression, known);
		if (target !== void 0 && compiled.columns.includes(target)) throw new UserError(`Cannot derive "${name}": it uses the target "${target}"`, {
			...place(name),
			hint: "A feature made from the target tells the model the answer"
		});
		known.push({
			name,
			type: compiled.type
		});
		return {
			name,
			expression,
			compiled
		};
	});
}

// src/actions/derive-table.ts
/** The project's derived columns, checked against the data; mistakes are placed in the configuration. */
function planProjectColumns(project, table) {
	const { derive = {}, target } = project.config.data;
	return planDerived(table.columns, derive, {
		target,
		place: (name) => project.place([
			"data",
			"derive",
			name
		])
	});
}
/** The table with these columns behind its own. */
function withDerived(table, derived) {
	let columns = table.columns;
	for (const { name, compiled } of derived) columns = [...columns, {
		...compiled.evaluate({
			...table,
			columns
		}),
		name
	}];
	return {
		...table,
		columns
	};
}

export { planProjectColumns, withDerived };