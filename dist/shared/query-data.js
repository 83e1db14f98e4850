import { UserError } from "./core.js";
import { nativePackages } from "./services.js";

// src/actions/query-data.ts
/**
* Queries over tables by their names, which DuckDB gets at the first query that needs them, and again after one that took
* its process down. Throws UserError where it cannot be had, or a table is none for SQL.
*/
function openQueries({ natives, duckdb, signal }, { data, sets, loadSet }, from) {
	let session;
	let given = /* @__PURE__ */ new Set();
	async function open() {
		await session?.close();
		refuseAlike(data);
		const folder = await natives.locate(nativePackages.duckdb, from);
		given = /* @__PURE__ */ new Set();
		session = await duckdb.open({
			folder,
			isLarge: data.eachPart !== void 0 || sets.length > 0,
			signal
		});
		await give(session, "data", data);
		return session;
	}
	async function give(to, name, table) {
		refuseAlike(table);
		try {
			if (table.eachPart !== void 0) await table.eachPart((part) => to.append(name, part));
			else await to.append(name, table.load === void 0 ? table : await table.load());
		} catch (error) {
			await to.close();
			throw error;
		}
		given.add(name);
	}
	return {
		async run(sql, options) {
			const current = session?.isOpen() ? session : await open();
			const isNamed = (name) => sql.toLowerCase().includes(name.toLowerCase());
			for (const name of sets) if (name.toLowerCase() !== "data" && !given.has(name) && isNamed(name)) await give(current, name, await loadSet(name));
			return current.query(sql, options);
		},
		close: async () => session?.close()
	};
}
/** SQL does not tell capital letters in names. */
function refuseAlike({ source, columns }) {
	const names = /* @__PURE__ */ new Map();
	for (const { name } of columns) {
		const other = names.get(name.toLowerCase());
		if (other !== void 0) throw new UserError(`Cannot run SQL checks on "${source}": columns "${other}" and "${name}" are one name to SQL`, {
			file: source,
			hint: "Rename one of them"
		});
		names.set(name.toLowerCase(), name);
	}
}

export { openQueries };