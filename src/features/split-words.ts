/** What parts words in every text. */
export const whitespace = [" ", "\t", "\n", "\r"];

/** What else parts words, where training has it; an apostrophe, a hyphen and the like are part of a word. */
export const wordSeparators = [...'\v\f\u00a0.,;:!?"()[]{}<>/\\|*#=+~`^“”„«»…'];

/** Words of fewer characters are no terms. */
export const shortestWord = 2;

/**
 * The words of a text: parted by whitespace and the separators, with the letters A to Z in lower case. (Other letters
 * keep their case: ONNX can fold no others alike on every machine.)
 */
export function splitWords(text: string, separators: readonly string[]): string[] {
  const isSeparator = new Set([...whitespace, ...separators]);
  const words: string[] = [];
  let word = "";
  for (const character of text) {
    if (!isSeparator.has(character)) word += character;
    else if (word !== "") {
      words.push(word);
      word = "";
    }
  }
  if (word !== "") words.push(word);
  return words
    .filter((each) => [...each].length >= shortestWord)
    .map((each) => each.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}

/** The terms of a text: its words, and with `hasPairs` each two that follow each other. */
export function termsOf(text: string, separators: readonly string[], hasPairs: boolean): string[] {
  const words = splitWords(text, separators);
  if (!hasPairs) return words;
  return [...words, ...words.slice(1).map((word, index) => `${words[index]!} ${word}`)];
}
