/** Sums of terms for counts of units: four at a time, so that each count is read once for four. */
export function sumTerms(terms: readonly Float64Array[], counts: Int32Array, sums: Float64Array): void {
  let index = 0;
  for (; index + 4 <= terms.length; index += 4) sumFour(terms, index, counts, sums);
  for (; index < terms.length; index++) {
    const term = terms[index]!;
    let [even, odd] = [0, 0];
    const pairs = counts.length & ~1;
    for (let unit = 0; unit < pairs; unit += 2) {
      even += counts[unit]! * term[unit]!;
      odd += counts[unit + 1]! * term[unit + 1]!;
    }
    if (pairs < counts.length) even += counts[pairs]! * term[pairs]!;
    sums[index] = even + odd;
  }
}

function sumFour(
  terms: readonly Float64Array[],
  index: number,
  counts: Int32Array,
  sums: Float64Array,
): void {
  const [first, second, third, fourth] = [
    terms[index]!,
    terms[index + 1]!,
    terms[index + 2]!,
    terms[index + 3]!,
  ];
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let unit = 0; unit < counts.length; unit++) {
    const count = counts[unit]!;
    a += count * first[unit]!;
    b += count * second[unit]!;
    c += count * third[unit]!;
    d += count * fourth[unit]!;
  }
  sums[index] = a;
  sums[index + 1] = b;
  sums[index + 2] = c;
  sums[index + 3] = d;
}

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
