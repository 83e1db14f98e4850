import type { Column, NumericColumn, TextColumn } from "../tables/table.ts";
import type { ExaminedImage, ImageFault } from "./examine-image.ts";
import type { PlannedImage } from "./plan-images.ts";

/** An image of a folder, examined. */
export interface FolderImage extends PlannedImage, ExaminedImage {}

/** Faults with which no program can show an image as it was. */
const unreadable: readonly ImageFault[] = ["empty", "no image", "unsupported", "cut off", "corrupt"];

/** Whether an image decodes; undefined where it was too large to try. */
export function isReadable({ fault }: Pick<ExaminedImage, "fault">): boolean | undefined {
  if (fault === "too large") return undefined;
  return fault === undefined || !unreadable.includes(fault);
}

/** The columns of a folder of images, a row an image. `class` and `part` are there where an image has one. */
export function imageColumns(images: readonly FolderImage[]): Column[] {
  const text = (name: string, of: (image: FolderImage) => string | undefined): TextColumn =>
    textColumn(name, images.map(of));
  const integer = (name: string, of: (image: FolderImage) => number | undefined): NumericColumn =>
    numericColumn(name, "integer", images.map(of));
  return [
    text("path", ({ name }) => name),
    ...(images.some((image) => image.class !== undefined) ? [text("class", (image) => image.class)] : []),
    ...(images.some(({ part }) => part !== undefined) ? [text("part", ({ part }) => part)] : []),
    text("format", ({ format }) => format),
    integer("width", ({ header }) => header?.width),
    integer("height", ({ header }) => header?.height),
    integer("channels", ({ header }) => header?.channels),
    text("mode", ({ header }) => header?.mode),
    integer("frames", ({ header }) => header?.frames),
    integer("orientation", ({ header }) => header?.orientation),
    integer("bytes", ({ bytes }) => bytes),
    numericColumn(
      "readable",
      "boolean",
      images.map((image) => {
        const readable = isReadable(image);
        return readable === undefined ? undefined : Number(readable);
      }),
    ),
    text("digest", ({ digest }) => digest),
  ];
}

function textColumn(name: string, values: readonly (string | undefined)[]): TextColumn {
  const codes = new Map<string, number>();
  return {
    kind: "text",
    name,
    type: "text",
    codes: Int32Array.from(values, (value) => {
      if (value === undefined) return -1;
      const code = codes.get(value) ?? codes.size;
      codes.set(value, code);
      return code;
    }),
    dictionary: [...codes.keys()],
  };
}

function numericColumn(
  name: string,
  type: NumericColumn["type"],
  values: readonly (number | undefined)[],
): NumericColumn {
  const cells = Float64Array.from(values, (value) => value ?? Number.NaN);
  return { kind: "numeric", name, type, values: cells, invalid: [], invalidCount: 0 };
}
