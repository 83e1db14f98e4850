import type { Section } from "../report.ts";
import { cutSection, details } from "./render-section.ts";

/** Two newlines go between blocks. */
const separator = 2;
/** Nothing fits into less than this, and after so many in a row that did not fit nothing more is tried. */
const leastSize = 24;
const mostTries = 24;

/** The last detail without charts, at which sections of higher rank are kept before lower ones are shown. */
const plain = details.findLastIndex(({ charts }) => !charts) - 1;
const gist = details.length - 1;

/** A section as it will be shown; without `text` it is left out. `level` indexes `details`. */
export interface FittedSection {
  section: Section;
  level: number;
  text: string | undefined;
}

interface Fitting extends FittedSection {
  size: number;
  render(level: number): { text: string; size: number };
}

/**
 * Gives each section a detail at which all of them together stay within `budget` UTF-8 bytes, separators included.
 * From what is needed most to what is given up first: the gist of sections and then their plain content, the highest
 * rank first and those of equal rank alike; then the charts of all; then long tables, in steps; then samples.
 * `sections` are in the order of their ranks. Rendered is only what may fit.
 */
export function fitSections(sections: readonly Section[], budget: number): FittedSection[] {
  const fittings = sections.map(makeFitting);
  let room = budget;
  const misfits = details.map(() => 0);
  const raise = (group: readonly Fitting[], level: number) => {
    for (const fitting of group) {
      if (room < leastSize || misfits[level]! > mostTries) break;
      const { text, size } = fitting.render(level);
      if (size - fitting.size > room) misfits[level]! += 1;
      else {
        room -= size - fitting.size;
        misfits[level] = 0;
        Object.assign(fitting, { level, text, size });
      }
    }
  };
  const shown = (group: readonly Fitting[], most: number) => group.filter(({ level }) => level <= most);
  for (const group of groupByRank(fittings)) {
    raise(group, gist);
    raise(shown(group, gist), plain);
  }
  for (let level = plain - 1; level >= 0; level--) raise(shown(fittings, plain), level);
  return fittings;
}

function makeFitting(section: Section): Fitting {
  let cut: ReturnType<typeof cutSection> | undefined;
  const made: { text: string; size: number }[] = [];
  const render = (level: number) => {
    cut ??= cutSection(section);
    const text = made[level]?.text ?? cut(details[level]!);
    made[level] ??= { text, size: text === "" ? 0 : Buffer.byteLength(text) + separator };
    return made[level];
  };
  return { section, level: details.length, text: undefined, size: 0, render };
}

function groupByRank(fittings: readonly Fitting[]): Fitting[][] {
  const groups = new Map<number, Fitting[]>();
  for (const fitting of fittings) {
    const group = groups.get(fitting.section.rank);
    if (group) group.push(fitting);
    else groups.set(fitting.section.rank, [fitting]);
  }
  return [...groups.values()];
}
