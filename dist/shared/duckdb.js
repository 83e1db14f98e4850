import { UserError } from "./core.js";
import { textEntries } from "./data.js";
import { exchange, startServing } from "./child-exchange.js";
import "./duckdb-process.js";
const { mkdtemp, rm } = process.getBuiltinModule("node:fs/promises");
const path = process.getBuiltinModule("node:path");

// src/services/duckdb.ts
/**
* Starts `entry` (a module that calls `serveDuckDb`) for each session: a query that crashes DuckDB, runs too long or
* takes too much memory ends that process and not ours. It has no environment and no way to the network or to files
* but what the sandbox of `serveDuckDb` leaves.
*/
function createDuckDb(machine) {
	const { entry, env, temp } = machine;
	return { async open({ folder, isLarge = false, memory = isLarge ? 2 ** 30 : 2 ** 31, threads = 2, signal }) {
		const scratch = isLarge ? await mkdtemp(path.join(temp, "mlops-duckdb-")) : void 0;
		const child = await startServing(entry, {
			env,
			signal
		});
		let last = Promise.resolve();
		const ask = (request, timeout) => {
			const reply = last.then(() => exchange(child, request, {
				timeout,
				signal
			})).then(replyOf);
			last = reply.catch(() => {});
			return reply;
		};
		const session = {
			async append(name, part) {
				const columns = sentColumns(part);
				requireDone(await ask({
					append: name,
					rows: part.rows,
					columns
				}), "take the data");
			},
			async query(sql, { timeout }) {
				const reply = await ask({ query: sql }, timeout);
				return "answer" in reply ? reply.answer : { problem: "crash" };
			},
			isOpen: () => child.connected && child.exitCode === null && !child.killed,
			async close() {
				child.kill("SIGKILL");
				if (scratch !== void 0) await rm(scratch, {
					recursive: true,
					force: true,
					maxRetries: 5
				});
			}
		};
		try {
			requireDone(await ask({ open: {
				module: `${folder}/duckdb.node`,
				memory,
				threads,
				scratch
			} }), "start");
		} catch (error) {
			await session.close();
			throw error;
		}
		return session;
	} };
}
/** A reply, or how the process ended without one. */
function replyOf(reply) {
	if (!("ended" in reply)) return reply;
	const problem = reply.exitCode === 77 ? "memory" : "crash";
	return { answer: { problem: reply.ended === "time" ? "time" : problem } };
}
const endings = {
	time: "it takes too long",
	memory: "there is not enough memory",
	crash: "its process ends"
};
/** Throws UserError for every reply but that it is done. What the process says may quote the data, but not at the start. */
function requireDone(reply, act) {
	if ("done" in reply) return;
	const failure = "failure" in reply && act === "start" ? `: ${reply.failure.split("\n", 1)[0]}` : "";
	const ending = "answer" in reply && "problem" in reply.answer ? reply.answer.problem : void 0;
	const reason = ending !== void 0 && ending in endings ? `: ${endings[ending]}` : failure;
	throw new UserError(`Cannot run SQL checks: DuckDB does not ${act}${reason}`);
}
/** Columns as they are sent: missing texts keep the code -1, numbers NaN. */
function sentColumns({ rows, columns }) {
	return columns.map((column) => {
		const { name, type } = column;
		const cells = column.kind === "text" ? column.codes : column.values;
		if (cells.length !== rows) throw new Error(`"${name}" has ${cells.length} cells in ${rows} rows`);
		if (column.kind === "numeric") return {
			name,
			type,
			values: column.values
		};
		const { bytes, offsets, size } = textEntries(column);
		return {
			name,
			type,
			codes: column.codes,
			bytes: bytes.subarray(0, offsets[size]),
			offsets: offsets.subarray(0, size + 1)
		};
	});
}

export { createDuckDb };