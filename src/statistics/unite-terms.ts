/** Terms each once, however many asked for the same values, and where each one asked for is among them. */
export function uniteTerms(asked: readonly Float64Array[]): { terms: Float64Array[]; places: Int32Array } {
  const terms: Float64Array[] = [];
  const alike = new Map<string, number[]>();
  const places = Int32Array.from(asked, (term) => {
    const key = sketchOf(term);
    const candidates = alike.get(key) ?? [];
    alike.set(key, candidates);
    const found = candidates.find((place) => isSame(terms[place]!, term));
    if (found !== undefined) return found;
    candidates.push(terms.length);
    return terms.push(term) - 1;
  });
  return { terms, places };
}

function sketchOf(term: Float64Array): string {
  let sum = 0;
  for (let unit = 0; unit < term.length; unit++) sum += term[unit]! * ((unit % 13) + 1);
  return `${sum}`;
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  for (let unit = 0; unit < a.length; unit++) if (a[unit] !== b[unit]) return false;
  return true;
}
