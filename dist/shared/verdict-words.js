// src/verdict-words.ts
/** Each verdict's sign, for surfaces that show emoji. */
const verdictIcons = {
	pass: "✅",
	fail: "❌",
	inconclusive: "🟡",
	refused: "🚫",
	skipped: "⏭️"
};
/** Each verdict as a word for people. */
const verdictWords = {
	pass: "Passed",
	fail: "Failed",
	inconclusive: "Inconclusive",
	refused: "Refused",
	skipped: "Skipped"
};

export { verdictIcons, verdictWords };