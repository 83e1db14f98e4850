import { UserError, counted, describeTolerance, formatNumber, isTolerated, parseDuration } from "./core.js";

// src/checks/judge-sql.ts
const defaultTimeout = "60s";
/** Judges that a query returns no row. Throws UserError where it cannot be run, at the place that is to blame. */
async function judgeSql(of) {
	const { check, context, table, place } = of;
	const { sql = "", timeout = defaultTimeout } = check;
	if (context.query === void 0) throw new UserError("Cannot run SQL checks here: only validate-data runs them", place);
	const answer = await context.query(sql, { timeout: parseDuration(timeout) ?? 0 });
	if ("problem" in answer) throw problemError(of, answer, timeout);
	const { returned, first } = answer;
	const considered = table.rows;
	if (returned === 0) return {
		considered,
		failed: 0,
		message: "the query returns no rows"
	};
	return {
		considered,
		failed: returned,
		first: first.filter((row) => row < table.rows),
		passed: isTolerated(check, considered, returned),
		message: `the query returns ${counted(returned, "row")} (of ${formatNumber(considered)})${describeTolerance(check)}`
	};
}
function problemError({ check, place, placeIn }, of, timeout) {
	const act = check.name === void 0 ? "Cannot run the SQL check" : `Cannot run the SQL check "${check.name}"`;
	switch (of.problem) {
		case "query": return new UserError(`${act}: ${of.message}`, of.offset === void 0 ? place : placeIn(of.offset));
		case "value": return new UserError(`${act}: ${of.message}`, place);
		case "time": return new UserError(`${act}: it runs for more than ${timeout}`, {
			...place,
			hint: "Make the query simpler, or give the check more time with timeout"
		});
		case "memory": return new UserError(`${act}: it needs more memory than a query may have`, {
			...place,
			hint: "Join on equal columns, and group before joining"
		});
		case "crash": return new UserError(`${act}: DuckDB crashed on it`, {
			...place,
			hint: "Write the query in another way"
		});
	}
}

export { judgeSql };