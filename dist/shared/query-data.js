import { UserError } from "./core.js";
import { nativePackages } from "./native-package.js";

// src/actions/query-data.ts
/**
* Queries over tables by their names, which DuckDB gets at the first query, and again after one that took its process
* down. Throws UserError where it cannot be had, or a table is none for SQL.
*/
function openQueries({ natives, duckdb, signal }, tables, from) {
	let session;
	async function open() {
		for (const table of Object.values(tables)) refuseAlike(table);
		const folder = await natives.locate(nativePackages.duckdb, from);
		const isLarge = Object.values(tables).some(({ eachPart }) => eachPart !== void 0);
		const opened = await duckdb.open({
			folder,
			isLarge,
			signal
		});
		try {
			for (const [name, table] of Object.entries(tables)) if (table.eachPart !== void 0) await table.eachPart((part) => opened.append(name, part));
			else await opened.append(name, table.load === void 0 ? table : await table.load());
		} catch (error) {
			await opened.close();
			throw error;
		}
		return opened;
	}
	return {
		async run(sql, options) {
			if (!session?.isOpen()) {
				await session?.close();
				session = await open();
			}
			return session.query(sql, options);
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