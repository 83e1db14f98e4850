import { UserError, isAddress, showAddress, within } from "./core.js";
import { mayBeLarge, openData, readData } from "./data.js";

// src/actions/find-reference.ts
/**
* The earlier data that today's are compared with: `data.reference`, read like `data.path`, or a profile. Undefined
* where none is set, so that what needs one says that it was not judged. Throws UserError where it cannot be used.
*/
function findReference(context) {
	const found = references.get(context.project) ?? readReference(context);
	references.set(context.project, found);
	return found;
}
const references = /* @__PURE__ */ new WeakMap();
async function readReference(context) {
	const { project, log, signal, csvKernel, workers } = context;
	const { reference, csv, columns, s3 } = project.config.data;
	if (reference === void 0) return void 0;
	const source = isAddress(reference) ? reference : within(project.directory, reference);
	const shown = showAddress(source);
	const place = (key) => project.place(key.at(-1) === "path" ? ["data", "reference"] : key);
	const files = await openData(context, source, {
		s3,
		place
	});
	if (/\.json$/i.test(shown) && await files.size(source) !== void 0) {
		const { isProfile, parseProfile } = await import("./parse-profile.js");
		if (isProfile(new TextDecoder().decode(await files.readRange(source, 0, 1024)))) {
			const profile = parseProfile(await readText(files.stream(source)), shown);
			return {
				source: shown,
				rows: profile.rows,
				profile
			};
		}
	}
	if (await mayBeLarge(files, source)) {
		const streamed = await streamReference(context, source);
		if (streamed !== void 0) return {
			...streamed,
			source: shown
		};
	}
	const progress = log.progress(`Reading ${shown}`);
	const table = await readData(files, source, {
		signal,
		csv,
		columns,
		kernel: csvKernel,
		workers
	});
	progress.end();
	if (table.rows > 0) return {
		source: table.source,
		rows: table.rows,
		table
	};
	throw new UserError(`Cannot compare with "${table.source}": it has no rows`, { ...project.place(["data", "reference"]) });
}
/** A large file's profile and a sample of its rows, which no check of the project is asked of. */
async function streamReference(context, source) {
	const { streamData } = await import("./stream-data.js");
	const { config } = context.project;
	const { sha256: _, ...data } = config.data;
	const project = {
		...context.project,
		config: {
			...config,
			data,
			checks: []
		}
	};
	const streamed = await streamData({
		...context,
		project
	}, source);
	if (streamed === void 0) return void 0;
	const { table, profile } = streamed;
	return {
		rows: table.rows,
		profile,
		...table.sample && { table: table.sample }
	};
}
async function readText(chunks) {
	const parts = [];
	for await (const chunk of chunks) parts.push(chunk);
	return Buffer.concat(parts).toString();
}

export { findReference };