import { listFirst } from "../first-items.ts";
import { counted, formatNumber } from "../number-format.ts";
import type { Finding, Severity } from "../report.ts";
import type { ImageFault } from "./examine-image.ts";
import { formatOfName } from "./find-format.ts";
import { findDuplicates } from "./image-duplicates.ts";
import { type FolderImage, isReadable } from "./image-table.ts";
import { type ImagePlan, isTraining } from "./plan-images.ts";

/** Something that some images have in common. */
interface Matter {
  severity: Severity;
  /** The column that it is about, where it is about one. */
  rule: string;
  rows: number[];
  /** What is said of one image and of several. */
  says: readonly [one: string, several: string];
  advice?: string;
}

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
 * What is wrong with a folder of images, errors first. The rule of a finding is the column that it is about, where it
 * is about one; files are named by `pathOf`, which puts the folder before a name.
 */
export function imageFindings(
  images: readonly FolderImage[],
  { others, emptyFolders }: Pick<ImagePlan, "others" | "emptyFolders">,
  pathOf: (name: string) => string,
): Finding[] {
  const about = (severity: Severity, rule: string, names: readonly string[], message: string): Finding[] =>
    names.length === 0 ? [] : [{ severity, rule, message, hint: listNames(names), file: pathOf(names[0]!) }];
  const files = counted(others.length, "file");
  const left = `${others.length === 1 ? "is no image by its name and was" : "are no images by their names and were"} left out`;
  const findings = [
    ...[...faults(images), ...duplicates(images), ...oddities(images)].flatMap((matter) =>
      findingOf(matter, images, pathOf),
    ),
    ...about(
      "warning",
      "folders",
      emptyFolders,
      `${counted(emptyFolders.length, "folder")} ${emptyFolders.length === 1 ? "holds" : "hold"} no image`,
    ),
    ...about("info", "files", others, `${files} ${left}`),
  ];
  return (["error", "warning", "info"] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
}

function findingOf(
  { severity, rule, rows, says, advice }: Matter,
  images: readonly FolderImage[],
  pathOf: (name: string) => string,
): Finding[] {
  const [first] = rows;
  if (first === undefined) return [];
  const names = rows.map((row) => images[row]!.name);
  return [
    {
      severity,
      rule,
      message: `${formatNumber(rows.length)} of ${counted(images.length, "image")} ${says[rows.length === 1 ? 0 : 1]}`,
      hint: advice === undefined ? listNames(names) : `${listNames(names)}; ${advice}`,
      file: pathOf(names[0]!),
      row: first + 1,
    },
  ];
}

function duplicates(images: readonly FolderImage[]): Matter[] {
  const { conflicts, leaks, repeats } = findDuplicates(images);
  return [
    {
      severity: "error",
      rule: "digest",
      rows: conflicts,
      says: ["is in another class too", "are in another class too"],
      advice: "the same bytes in two classes are a wrong label in one of them",
    },
    {
      severity: "error",
      rule: "digest",
      rows: leaks,
      says: ["is in another part too", "are in another part too"],
      advice: "a model is tested on what it has seen: keep them in one part",
    },
    {
      severity: "warning",
      rule: "digest",
      rows: repeats,
      says: ["repeats an earlier one of its class", "repeat an earlier one of their class"],
    },
  ];
}

function faults(images: readonly FolderImage[]): Matter[] {
  const broken = where(images, (image) => isReadable(image) === false);
  const untried = where(images, ({ fault }) => fault === "CMYK" || fault === "too large");
  const [why, whyNot] = [countFaults(images, broken), countFaults(images, untried)];
  return [
    {
      severity: "error",
      rule: "readable",
      rows: broken,
      says: [`cannot be read: ${why}`, `cannot be read: ${why}`],
      advice:
        "replace or remove them, or say how many there may be: { column: readable, enum: [true], mostly: 99% }",
    },
    {
      severity: "warning",
      rule: "readable",
      rows: where(images, ({ fault }) => fault === "damaged"),
      says: ["is damaged and decodes all the same", "are damaged and decode all the same"],
    },
    {
      severity: "info",
      rule: "readable",
      rows: untried,
      says: [`was not decoded: ${whyNot}`, `were not decoded: ${whyNot}`],
    },
  ];
}

function oddities(images: readonly FolderImage[]): Matter[] {
  const trained = new Set(images.filter(({ part }) => isTraining(part)).map((image) => image.class));
  return [
    {
      severity: "warning",
      rule: "format",
      rows: where(images, ({ name, format }) => format !== undefined && formatOfName(name) !== format),
      says: ["is of another format than its name says", "are of another format than their names say"],
    },
    {
      severity: "warning",
      rule: "classes",
      rows: where(
        images,
        (image) => image.class !== undefined && trained.size > 0 && !trained.has(image.class),
      ),
      says: ["is of a class without images to train on", "are of classes without images to train on"],
    },
    {
      severity: "info",
      rule: "frames",
      rows: where(images, ({ header }) => (header?.frames ?? 1) > 1),
      says: ["is animated", "are animated"],
      advice: "only the first frame is decoded",
    },
    {
      severity: "info",
      rule: "orientation",
      rows: where(images, ({ header }) => (header?.orientation ?? 1) > 1),
      says: ["is turned by its EXIF orientation", "are turned by their EXIF orientation"],
      advice: "width and height are as stored, before turning",
    },
  ];
}

function where(images: readonly FolderImage[], holds: (image: FolderImage) => boolean): number[] {
  return [...images.keys()].filter((row) => holds(images[row]!));
}

/** `2 end early, 1 is no image`. */
function countFaults(images: readonly FolderImage[], rows: readonly number[]): string {
  const counts = new Map<ImageFault, number>();
  for (const row of rows) {
    const { fault } = images[row]!;
    if (fault !== undefined) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  }
  return [...counts]
    .map(([fault, count]) => `${formatNumber(count)} ${faultWords[fault][count === 1 ? 0 : 1]}`)
    .join(", ");
}

const shown = 10;

/** `a.jpg, b.jpg and 205 more`. */
function listNames(names: readonly string[]): string {
  return listFirst(names, shown);
}
