import { UserError, didYouMean } from "./core.js";

// src/learn/parameters.ts
/** A whole number from `least` on. */
const count = (least) => ({
	accepts: (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= 2147483647,
	expected: `a whole number from ${least}`
});
/** A number from `least` to `most`; `above` leaves out the least itself. */
const number = (least, most = Infinity, { above = false } = {}) => ({
	accepts: (value) => typeof value === "number" && Number.isFinite(value) && (above ? value > least : value >= least) && value <= most,
	expected: `a number ${above ? "above" : "from"} ${least}${most === Infinity ? "" : ` to ${most}`}`
});
/** A whole number from `least` on, or a share below 1 of the `whole` (`rows`, `features`). */
const countOrShare = (least, whole) => ({
	accepts: (value) => count(least).accepts(value) || typeof value === "number" && value > 0 && value < 1,
	expected: `a whole number from ${least}, or a share of the ${whole} below 1`
});
/** One of a few values. */
const oneOf = (...allowed) => ({
	accepts: (value) => allowed.includes(value),
	expected: allowed.map((each) => typeof each === "string" ? `"${each}"` : String(each)).join(" or ")
});
/** What any of several accepts. */
const either = (...choices) => ({
	accepts: (value) => choices.some((choice) => choice.accepts(value)),
	expected: choices.map((choice) => choice.expected).join(", or ")
});
/**
* The given parameters under their own names. Throws UserError naming key and value, at the place that `place` has
* for the key: for an unknown name, a value that is not accepted, and two names of one parameter that disagree.
*/
function readParams({ engine, parameters, aliases = {}, elsewhere = {} }, params, place = () => ({})) {
	const read = /* @__PURE__ */ new Map();
	for (const [given, value] of Object.entries(params)) {
		const name = Object.hasOwn(aliases, given) ? aliases[given] : given;
		const parameter = Object.hasOwn(parameters, name) ? parameters[name] : void 0;
		if (parameter === void 0) {
			const known = Object.keys(parameters);
			const hint = Object.hasOwn(elsewhere, given) ? elsewhere[given] : `The parameters are ${known.join(", ")}`;
			throw new UserError(`Cannot train ${engine}: unknown parameter "${given}"${didYouMean(given, [...known, ...Object.keys(aliases)])}`, {
				...place(given),
				hint
			});
		}
		if (!parameter.accepts(value)) throw new UserError(`Cannot train ${engine}: "${given}" is ${typeof value === "number" ? value : JSON.stringify(value)}, expected ${parameter.expected}`, place(given));
		const other = read.get(name);
		if (other !== void 0 && other.value !== value) throw new UserError(`Cannot train ${engine}: "${other.given}" and "${given}" are names of one parameter and disagree`, {
			...place(given),
			hint: `Keep one of them, best "${name}"`
		});
		read.set(name, {
			given,
			value
		});
	}
	return Object.fromEntries([...read].map(([name, { value }]) => [name, value]));
}

export { count, countOrShare, either, number, oneOf, readParams };