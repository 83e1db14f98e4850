import { counted, formatNumber, formatPercent } from "../number-format.ts";
import type { Cell, Section, Table } from "../report.ts";
import type { ClassChange, ImageDiff } from "./compare-images.ts";
import type { RenderedDiff } from "./render-diff.ts";

const mostClasses = 50;

/**
 * Says what changed in a folder of images against `source`; classes are named where the profile names them, and with
 * `showsValues` all. Paths of images are told nowhere.
 */
export function renderImageDiff(
  diff: ImageDiff,
  { source, named, showsValues }: { source: string; named: ReadonlySet<string>; showsValues: boolean },
): RenderedDiff {
  const { before, after } = diff;
  const isShown = ({ class: name }: ClassChange): boolean =>
    showsValues || name === undefined || named.has(name);
  const hidden = diff.classes.filter((each) => !isShown(each) && isChanged(each));
  const section: Section = {
    title: "What changed in the data",
    rank: 4,
    text: [
      `Compared with ${source}: ${sentence(diff)}; ${counted(before, "image")} before, ${formatNumber(after)} now.`,
      ...newClasses(diff),
      ...(hidden.length === 0
        ? []
        : [
            `${countClasses(hidden.length, "changed")} of few images ${hidden.length === 1 ? "is" : "are"} not named.`,
          ]),
    ],
    tables: [classTable(diff, diff.classes.filter(isShown))].filter(({ rows }) => rows.length > 0),
  };
  return {
    fact: { label: "Data changes", value: headline(diff), note: `against ${source}` },
    section,
  };
}

/** `+3 images, −1, 2 changed, 1 moved`. */
function headline({ added, removed, changed, moved }: ImageDiff): string {
  const parts = [
    ...(added > 0 ? [`+${formatNumber(added)}`] : []),
    ...(removed > 0 ? [`−${formatNumber(removed)}`] : []),
    ...(changed > 0 ? [`${formatNumber(changed)} changed`] : []),
    ...(moved > 0 ? [`${formatNumber(moved)} moved`] : []),
  ];
  const [first = "", ...rest] = parts;
  const [number = "", ...words] = first.split(" ");
  const noun = /^[+−]?1$/.test(number) ? "image" : "images";
  return [[number, noun, ...words].join(" "), ...rest].join(", ");
}

function sentence({ added, removed, changed, moved, relabelled }: ImageDiff): string {
  const moves = moved === 0 ? "" : `, ${formatNumber(moved)} moved`;
  const labels = relabelled === 0 ? "" : ` (${formatNumber(relabelled)} to another class)`;
  return `${counted(added, "image")} added, ${formatNumber(removed)} removed, ${formatNumber(changed)} changed${moves}${labels}`;
}

function newClasses({ classes }: ImageDiff): string[] {
  const added = classes.filter(({ before }) => before === 0).length;
  const vanished = classes.filter(({ after }) => after === 0).length;
  const parts = [
    ...(added === 0 ? [] : [`${countClasses(added, "")} ${added === 1 ? "is" : "are"} new`]),
    ...(vanished === 0 ? [] : [`${formatNumber(vanished)} vanished`]),
  ];
  return parts.length === 0 ? [] : [`${parts.join(", ")}.`];
}

function countClasses(count: number, kind: string): string {
  return [formatNumber(count), kind, count === 1 ? "class" : "classes"]
    .filter((word) => word !== "")
    .join(" ");
}

function isChanged({ added, removed, changed }: ClassChange): boolean {
  return added + removed + changed > 0;
}

/** The classes whose images or share of all changed, the ones that changed most first. */
function classTable({ before, after, classes: all }: ImageDiff, shown: readonly ClassChange[]): Table {
  const share = (count: number, of: number): string => formatPercent(of === 0 ? 0 : count / of);
  const size = ({ added, removed, changed }: ClassChange): number => added + removed + changed;
  const changed = shown
    .filter((each) => all.length > 1 && (isChanged(each) || before !== after))
    .sort((a, b) => size(b) - size(a));
  const rows = changed.map((each): Cell[] => [
    each.class ?? "(no class)",
    each.before,
    each.after,
    `${share(each.before, before)} → ${share(each.after, after)}`,
    each.added,
    each.removed,
    each.changed,
  ]);
  const number = (label: string) => ({ label, align: "right" as const });
  return {
    title: "Classes",
    columns: [{ label: "Class" }, ...["Before", "Now", "Share", "Added", "Removed", "Changed"].map(number)],
    rows: rows.slice(0, mostClasses),
    ...(rows.length > mostClasses && { total: rows.length }),
  };
}
