import { profileOf, profileTable, takeRows } from "./data.js";

// src/actions/describe-program-data.ts
/** What the data are like, all and those of the training: work that need not wait for the program. */
async function describeProgramData(context, { raw, training }) {
	if (raw === void 0) return [];
	const described = [["profile.json", json(await profileOf(raw, context))]];
	if (training) described.push(["reference.json", json(profileTable(takeRows(raw, training.split.train)))]);
	return described;
}
function json(value) {
	return `${JSON.stringify(value, null, 1)}\n`;
}

export { describeProgramData };