const { createHash } = process.getBuiltinModule("node:crypto");

// src/notify/message-id.ts
/**
* What identifies a message: the same reports of the same run and attempt, told to the same target, have the same id,
* so that receivers can drop what comes twice. `target` is its place in `notify` and the variable's name.
*/
function messageId(about, status, target, stored) {
	const reports = stored.map(({ action, state, started, finished, report }) => [...[
		action,
		state,
		started,
		finished
	], report?.verdict]);
	const content = JSON.stringify([
		about.name,
		about.run,
		about.attempt,
		about.job,
		status,
		target,
		reports
	]);
	return `msg_${createHash("sha256").update(content).digest("hex").slice(0, 32)}`;
}
/** When what the reports tell of was over, as ISO 8601; undefined where there are none. */
function latestOf(stored) {
	return stored.map(({ started, finished }) => finished ?? started).toSorted().at(-1);
}

export { latestOf, messageId };