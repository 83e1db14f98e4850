// src/visible-text.ts
const joinable = String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{M}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}`;
/** Controls, format characters (bidirectional ones among them), separators, fillers and lone surrogates. */
const hidden = new RegExp(String.raw`[\u200C\u200D](?<![${joinable}].)|(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0]`, "gu");
/**
* The text with every character that hides, reorders or controls others made visible: `␛` for an escape,
* `⟨U+202E⟩` for a bidirectional override. The result has no line breaks and is safe to print in a terminal.
* The joiners inside emoji and the scripts that need them stay.
*/
function makeVisible(text) {
	if (/^[ -~]*$/.test(text)) return text;
	return text.replace(hidden, (character) => {
		const code = character.codePointAt(0) ?? 0;
		if (code < 32) return String.fromCodePoint(9216 + code);
		if (code === 127) return "␡";
		return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
	});
}
/** `makeVisible` line by line: the line breaks stay. */
function makeLinesVisible(text) {
	return text.split("\n").map(makeVisible).join("\n");
}
/** The text cut to at most `limit` code points, the last one being `…` where something was cut. */
function clipText(text, limit) {
	if (text.length <= limit) return text;
	let length = 0;
	let kept = 0;
	for (const character of text) {
		if (length < limit - 1) kept += character.length;
		length += 1;
		if (length > limit) return `${text.slice(0, kept)}…`;
	}
	return text;
}

export { clipText, makeLinesVisible, makeVisible };