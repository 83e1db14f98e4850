import { clipText, placed } from "./core.js";

// src/gate/compare-settings.ts
/** Keys of `data` that decide which rows are tested, and what counts there. */
const dataKeys = [
	"key",
	"positive",
	"weight"
];
/** Characters of a setting that a finding quotes. */
const longest = 200;
/**
* What of the gate, the split and the waivers is otherwise in the pull request than at its base: a finding for each, at
* its place in the new file.
*/
function compareSettings(base, own, placeOf) {
	const compared = {
		placeOf,
		findings: []
	};
	const { rules: oldRules, waivers: oldWaivers, ...oldGate } = base.gate;
	const { rules, waivers, ...gate } = own.gate;
	compareEntries(compared, "rules", {
		old: oldRules,
		now: rules,
		nameOf: ({ name, metric }) => name ?? metric,
		what: "The gate's rules"
	});
	compareEntries(compared, "waivers", {
		old: oldWaivers,
		now: waivers,
		nameOf: ({ rule, slice }) => slice === void 0 ? rule : `${rule} in ${slice}`,
		what: "The gate's waivers"
	});
	compareKeys(compared, ["gate"], oldGate, gate);
	compareKeys(compared, ["data", "split"], base.data.split, own.data.split);
	const pick = ({ data }) => Object.fromEntries(dataKeys.map((key) => [key, data[key]]));
	compareKeys(compared, ["data"], pick(base), pick(own));
	return compared.findings;
}
/** Entries of a list by their names; those of one name by their order. */
function compareEntries(compared, key, { old, now, nameOf, what }) {
	const before = byName(old, nameOf);
	for (const [index, entry] of now.entries()) {
		const name = nameOf(entry);
		const was = before.get(name)?.shift();
		if (was !== void 0 && isEqual(was, entry)) continue;
		const change = was === void 0 ? `is new: ${show(entry)}` : `was ${show(was)}, is ${show(entry)}`;
		say(compared, [
			"gate",
			key,
			index
		], `${what} changed: "${clipText(name, longest)}" ${change}`);
	}
	for (const [name, left] of before) for (const was of left) say(compared, ["gate", key], `${what} changed: "${clipText(name, longest)}" is gone: ${show(was)}`);
}
function byName(entries, nameOf) {
	const found = /* @__PURE__ */ new Map();
	for (const entry of entries) found.set(nameOf(entry), [...found.get(nameOf(entry)) ?? [], entry]);
	return found;
}
function compareKeys(compared, path, old, now) {
	const [before, after] = [new Map(Object.entries(old)), new Map(Object.entries(now))];
	for (const key of /* @__PURE__ */ new Set([...before.keys(), ...after.keys()])) {
		const [was, is] = [before.get(key), after.get(key)];
		if (isEqual(was, is)) continue;
		say(compared, [...path, key], `${[...path, key].join(".")} changed: it was ${show(was)}, is ${show(is)}`);
	}
}
function say({ placeOf, findings }, path, message) {
	findings.push({
		severity: "warning",
		rule: "settings of the base",
		message: `${message}, in this pull request`,
		hint: hintOf(path),
		...placed(placeOf(path))
	});
}
/** What a change means until it is merged. */
function hintOf([section, key]) {
	if (section === "data") return "It decides which rows are tested: see whether it makes them easier";
	if (key === "rules" || key === "slices" || key === "on_inconclusive") return "Until it is merged the model is judged by both, and the stricter verdict counts";
	return "It counts once it is merged";
}
function isEqual(one, other) {
	return canonical(one) === canonical(other);
}
/** JSON with its keys in order; nothing for what is not set. */
function canonical(value) {
	return JSON.stringify(value, (_, each) => typeof each === "object" && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => a < b ? -1 : 1)) : each) ?? "";
}
function show(value) {
	if (value === void 0) return "not set";
	if (typeof value !== "object" || value === null || Array.isArray(value)) return clipText(JSON.stringify(value), longest);
	const keys = Object.entries(value).filter(([key, each]) => each !== void 0 && key !== "name");
	return clipText(keys.map(([key, each]) => `${key}: ${JSON.stringify(each)}`).join(", "), longest);
}

export { compareSettings };