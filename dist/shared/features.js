// src/features/missing-words.ts
/** What pandas.read_csv takes for missing by default (pandas 3.1, `keep_default_na`), the empty text aside. */
const pandasMissing = new Set("#N/A,#N/A N/A,#NA,-1.#IND,-1.#QNAN,-NaN,-nan,1.#IND,1.#QNAN,<NA>,N/A,NA,NULL,NaN,None,n/a,nan,null".split(","));
/**
* How a text column says that a value is missing. One word alone, as `NA` for a house without an alley, is a
* category like any other, and `word` names it: who reads the file with pandas has nothing in its place. Where
* words and empty cells mix, pandas cannot tell them apart, so all of them are missing and stand in `missing`
* (derived columns still see the words).
*/
function findMissingWords(column) {
	const found = /* @__PURE__ */ new Set();
	const isWord = column.dictionary.map((text) => text === "" || pandasMissing.has(text));
	for (const code of column.codes) if (code < 0 || isWord[code]) found.add(column.dictionary[code] ?? "");
	const words = [...found].filter((text) => text !== "").sort();
	const isCategory = words.length === 1 && found.size === 1;
	return {
		word: isCategory ? words[0] : "",
		missing: isCategory ? [] : words,
		hasMissing: found.size > 0
	};
}

export { findMissingWords };