import { UserError } from "./core.js";
import { formatOf } from "./data.js";
import { joinTables } from "./tables.js";

// src/actions/read-data-files.ts
/** Reads files as one table (see `joinTables`). Throws UserError where they are of several formats. */
async function readDataFiles(source, found, readFile, options = {}) {
	refuseMixture(found);
	const parts = [];
	for (const file of found) {
		const { name, partitions } = file;
		const { types: declared } = options;
		const readAs = (types) => readFile(file, {
			...declared,
			...types
		});
		parts.push({
			table: await readFile(file, declared),
			name,
			partitions,
			readAs
		});
	}
	return joinTables(source, parts, options);
}
const words = {
	csv: "CSV",
	json: "JSON",
	parquet: "Parquet"
};
/** Throws UserError where files are of several formats. */
function refuseMixture([first, ...others]) {
	if (first === void 0) return;
	const format = formatOf(first.source);
	const other = others.find(({ source }) => formatOf(source) !== format);
	if (other === void 0) return;
	throw new UserError(`Cannot read the files as one table: "${first.source}" is ${words[format]}, "${other.source}" is ${words[formatOf(other.source)]}`, {
		file: other.source,
		hint: "Name those of one format with a pattern such as data/**/*.parquet"
	});
}

export { readDataFiles, refuseMixture };