/** How often each unit counts in two resamples. */
export type CountPair = readonly [Int32Array, Int32Array];

/**
 * A function that sums terms for the counts of two resamples, each of as many units as there are: four terms at a time,
 * so that each number is read once for eight products, and the last two by themselves. A term that is the same for all
 * units has its sum without. What it gives is overwritten by its next call.
 */
export function sumTerms(
  terms: readonly Float64Array[],
  units: number,
): (counts: CountPair) => readonly [Float64Array, Float64Array] {
  const sums = [new Float64Array(terms.length), new Float64Array(terms.length)] as const;
  for (const [place, term] of terms.entries()) {
    sums[0][place] = units * (term[0] ?? 0);
    sums[1][place] = sums[0][place]!;
  }
  const varying = [...terms.keys()].filter((place) => !isConstant(terms[place]!));
  const steps = Array.from({ length: Math.ceil(varying.length / 4) }, (_, step) => {
    const own = varying.slice(4 * step, 4 * step + 4);
    const size = own.length > 2 ? 4 : 2;
    // The last one stands for those that are lacking: summed twice, it is the same.
    const places = Array.from({ length: size }, (__, index) => own[index] ?? own.at(-1)!);
    const [a, b, c = a, d = a] = places.map((place) => terms[place]!);
    return { places, size, four: [a!, b!, c!, d!] as const };
  });
  const found = new Float64Array(8);
  return (counts) => {
    for (const { places, size, four } of steps) {
      (size === 4 ? sumFour : sumTwo)(four, counts, found);
      for (let index = 0; index < size; index++) {
        sums[0][places[index]!] = found[index]!;
        sums[1][places[index]!] = found[index + 4]!;
      }
    }
    return sums;
  };
}

type FourTerms = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

function sumTwo([first, second]: FourTerms, [some, others]: CountPair, found: Float64Array): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let unit = 0; unit < some.length; unit++) {
    const one = some[unit]!;
    const other = others[unit]!;
    const x = first[unit]!;
    const y = second[unit]!;
    a += one * x;
    b += one * y;
    c += other * x;
    d += other * y;
  }
  found[0] = a;
  found[1] = b;
  found[4] = c;
  found[5] = d;
}

function sumFour(
  [first, second, third, fourth]: FourTerms,
  [some, others]: CountPair,
  found: Float64Array,
): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  for (let unit = 0; unit < some.length; unit++) {
    const one = some[unit]!;
    const other = others[unit]!;
    const x = first[unit]!;
    const y = second[unit]!;
    const z = third[unit]!;
    const w = fourth[unit]!;
    a += one * x;
    b += one * y;
    c += one * z;
    d += one * w;
    e += other * x;
    f += other * y;
    g += other * z;
    h += other * w;
  }
  found.set([a, b, c, d, e, f, g, h]);
}

function isConstant(term: Float64Array): boolean {
  for (let unit = 1; unit < term.length; unit++) if (term[unit] !== term[0]) return false;
  return true;
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
