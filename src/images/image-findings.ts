import { counted, formatNumber } from "../number-format.ts";
import type { Finding, Severity } from "../report.ts";
import type { ImageFault } from "./examine-image.ts";
import { formatOfName } from "./find-format.ts";
import { findDuplicates } from "./image-duplicates.ts";
import { type FolderImage, isReadable } from "./image-table.ts";
import { type ImagePlan, isTraining } from "./plan-images.ts";

const shown = 10;

/** What each fault is called, of one image and of several. */
const faultWords: Readonly<Record<ImageFault, readonly [one: string, several: string]>> = {
  empty: ["is empty", "are empty"],
  "no image": ["is no image", "are no images"],
  unsupported: ["is neither JPEG, PNG nor WebP", "are neither JPEG, PNG nor WebP"],
  "cut off": ["ends early", "end early"],
  corrupt: ["is corrupt", "are corrupt"],
  damaged: ["is damaged", "are damaged"],
  CMYK: ["is a CMYK JPEG", "are CMYK JPEGs"],
  "too large": ["is too large", "are too large"],
};

/**
 * What is wrong with a folder of images. The rule of a finding is the column that it is about, where it is about one;
 * files are named by `pathOf`, which puts the folder before a name.
 */
export function imageFindings(
  images: readonly FolderImage[],
  plan: Pick<ImagePlan, "others" | "emptyFolders">,
  pathOf: (name: string) => string,
): Finding[] {
  const about = (
    severity: Severity,
    rule: string,
    rows: readonly number[],
    message: string,
    advice?: string,
  ): Finding[] => {
    const [first] = rows;
    if (first === undefined) return [];
    const names = rows.map((row) => images[row]!.name);
    const hint = [listNames(names), ...(advice === undefined ? [] : [advice])].join("; ");
    const file = pathOf(names[0]!);
    return [{ severity, rule, message, hint, file, row: first + 1, count: rows.length }];
  };
  const where = (holds: (image: FolderImage) => boolean): number[] =>
    [...images.keys()].filter((row) => holds(images[row]!));
  const all = formatNumber(images.length);
  const of = (rows: readonly number[], one: string, several: string): string =>
    `${formatNumber(rows.length)} of ${all} images ${rows.length === 1 ? one : several}`;

  const broken = where((image) => isReadable(image) === false);
  const damaged = where(({ fault }) => fault === "damaged");
  const untried = where(({ fault }) => fault === "CMYK" || fault === "too large");
  const misnamed = where(({ name, format }) => format !== undefined && formatOfName(name) !== format);
  const animated = where(({ header }) => (header?.frames ?? 1) > 1);
  const turned = where(({ header }) => (header?.orientation ?? 1) > 1);
  const known = new Set(images.filter(({ part }) => isTraining(part)).map((image) => image.class));
  const untrained =
    known.size === 0 ? [] : where((image) => image.class !== undefined && !known.has(image.class));
  const { conflicts, leaks, repeats } = findDuplicates(images);
  return [
    ...about(
      "error",
      "readable",
      broken,
      `${of(broken, "cannot be read", "cannot be read")}: ${countFaults(broken.map((row) => images[row]!))}`,
      "replace or remove them, or say how many there may be: { column: readable, enum: [true], mostly: 99% }",
    ),
    ...about(
      "error",
      "digest",
      conflicts,
      of(conflicts, "is in another class too", "are in another class too"),
      "the same bytes in two classes are a wrong label in one of them",
    ),
    ...about(
      "error",
      "digest",
      leaks,
      of(leaks, "is in another part too", "are in another part too"),
      "a model is tested on what it has seen: keep them in one part",
    ),
    ...about(
      "warning",
      "digest",
      repeats,
      of(repeats, "repeats an earlier one of its class", "repeat an earlier one of their class"),
    ),
    ...about(
      "warning",
      "readable",
      damaged,
      of(damaged, "is damaged and decodes all the same", "are damaged and decode all the same"),
    ),
    ...about(
      "warning",
      "format",
      misnamed,
      of(misnamed, "is of another format than its name says", "are of another format than their names say"),
    ),
    ...about(
      "warning",
      "classes",
      untrained,
      of(untrained, "is of a class without images to train on", "are of classes without images to train on"),
    ),
    ...emptyFinding(plan.emptyFolders, pathOf),
    ...about(
      "info",
      "readable",
      untried,
      `${of(untried, "was not decoded", "were not decoded")}: ${countFaults(untried.map((row) => images[row]!))}`,
    ),
    ...about(
      "info",
      "frames",
      animated,
      of(animated, "is animated", "are animated"),
      "only the first frame is decoded",
    ),
    ...about(
      "info",
      "orientation",
      turned,
      of(turned, "is turned by its EXIF orientation", "are turned by their EXIF orientation"),
      "width and height are as stored, before turning",
    ),
    ...othersFinding(plan.others, pathOf),
  ];
}

/** `2 end early, 1 is no image`. */
function countFaults(images: readonly FolderImage[]): string {
  const counts = new Map<ImageFault, number>();
  for (const { fault } of images) if (fault !== undefined) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return [...counts]
    .map(([fault, count]) => `${formatNumber(count)} ${faultWords[fault][count === 1 ? 0 : 1]}`)
    .join(", ");
}

function emptyFinding(folders: readonly string[], pathOf: (name: string) => string): Finding[] {
  const [first] = folders;
  if (first === undefined) return [];
  const message = `${counted(folders.length, "folder")} ${folders.length === 1 ? "holds" : "hold"} no image`;
  const count = folders.length;
  return [
    { severity: "warning", rule: "folders", message, hint: listNames(folders), file: pathOf(first), count },
  ];
}

function othersFinding(others: readonly string[], pathOf: (name: string) => string): Finding[] {
  const [first] = others;
  if (first === undefined) return [];
  const isOne = others.length === 1;
  const message = `${counted(others.length, "file")} ${isOne ? "is no image by its name and was" : "are no images by their names and were"} left out`;
  const count = others.length;
  return [{ severity: "info", rule: "files", message, hint: listNames(others), file: pathOf(first), count }];
}

/** `a.jpg, b.jpg and 205 more`. */
function listNames(names: readonly string[]): string {
  const more = names.length - shown;
  return `${names.slice(0, shown).join(", ")}${more > 0 ? ` and ${formatNumber(more)} more` : ""}`;
}
