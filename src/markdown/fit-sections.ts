import type { Section } from "../report.ts";
import { details, renderSection } from "./render-section.ts";

/** Two newlines go between blocks. */
const separator = 2;

/** A section as it will be shown; without `text` it is left out. `level` indexes `details`. */
export interface FittedSection {
  section: Section;
  level: number;
  text: string | undefined;
}

/**
 * Gives each section the most detail at which all of them together stay within `budget` UTF-8 bytes,
 * separators included. First every section, the lowest rank first, is cut to its top rows and then loses its
 * charts; then the lowest-ranked ones shrink to their gist and go. What fits again afterwards comes back, the
 * highest rank first. `sections` are in the order of their ranks.
 */
export function fitSections(sections: readonly Section[], budget: number): FittedSection[] {
  const renderings = sections.map((section) => renderedLevels(section));
  const levels = sections.map(() => 0);
  let total = renderings.reduce((sum, rendering) => sum + rendering(0).size, 0);

  const setLevel = (index: number, level: number) => {
    total += sizeAt(index, level) - sizeAt(index, levels[index] ?? 0);
    levels[index] = level;
  };
  const sizeAt = (index: number, level: number) => renderings[index]?.(level).size ?? 0;

  for (const [index, level] of steps(sections.length)) {
    if (total <= budget) break;
    if (sizeAt(index, level) < sizeAt(index, levels[index] ?? 0)) setLevel(index, level);
  }
  for (const index of sections.keys()) {
    for (let level = 0; level < (levels[index] ?? 0); level++) {
      if (total - sizeAt(index, levels[index] ?? 0) + sizeAt(index, level) <= budget) setLevel(index, level);
    }
  }
  return sections.map((section, index) => {
    const level = levels[index] ?? 0;
    return { section, level, text: renderings[index]?.(level).text };
  });
}

/** The order of giving up: (section, level) pairs. */
function* steps(count: number): Generator<[number, number]> {
  const fromLowest = Array.from({ length: count }, (_, index) => count - 1 - index);
  for (const level of [1, 2]) for (const index of fromLowest) yield [index, level];
  for (const index of fromLowest) for (let level = 3; level <= details.length; level++) yield [index, level];
}

/** The section's rendering at each level, made when first asked for; past the last level it is left out. */
function renderedLevels(section: Section): (level: number) => { text: string | undefined; size: number } {
  const made: { text: string | undefined; size: number }[] = [];
  return (level) => {
    const found = made[level];
    if (found) return found;
    const detail = details[level];
    const text = detail && renderSection(section, detail);
    made[level] = { text, size: text ? Buffer.byteLength(text) + separator : 0 };
    return made[level];
  };
}
