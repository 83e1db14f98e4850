import { formatOfName } from "./find-format.ts";

/** A file that is an image by its name. */
export interface PlannedImage {
  /** Path below the folder. */
  name: string;
  /** The folder that it lies in, or the first one below its part; undefined beside the classes' folders. */
  class: string | undefined;
  /** `train` or `test`, for example; undefined where the folder has no parts. */
  part: string | undefined;
}

/** What the files of a folder are, by their paths. */
export interface ImagePlan {
  images: PlannedImage[];
  /** Files that are no images by their names. */
  others: string[];
  /** Folders where a class's images should be and none are. */
  emptyFolders: string[];
}

const dataEnding = /\.(csv|tsv|jsonl|ndjson|json|parquet)(\.(gz|zst))?$/i;

/** Whether a folder with these files is one of images: it has some, and no fewer than it has data files. */
export function isImageSet(names: readonly string[]): boolean {
  const images = names.filter((name) => formatOfName(name) !== undefined).length;
  return images > 0 && images >= names.filter((name) => dataEnding.test(name)).length;
}

const partName = /^(train(ing)?|test(ing)?|val(id(ation)?)?|dev|holdout)$/i;

/** Whether a part is the one that models learn from. */
export function isTraining(part: string | undefined): boolean {
  return part !== undefined && /^train/i.test(part);
}

/** What systems leave in folders. */
const leftover = /(^|\/)(Thumbs\.db|desktop\.ini|__MACOSX\/.*)$/i;

/**
 * Sorts out the files of a folder, by paths below it: `<class>/…`, or `<part>/<class>/…` where each folder that holds
 * images has the name of a part of the data, such as train, valid or test.
 */
export function planImages(names: readonly string[], folders: readonly string[]): ImagePlan {
  const files = names.filter((name) => !leftover.test(name));
  const images = files.filter((name) => formatOfName(name) !== undefined);
  const tops = new Set(
    images.map((name) => name.split("/")).map(([top = "", ...rest]) => (rest.length > 0 ? top : "")),
  );
  const depth = [...tops].every((top) => partName.test(top)) ? 1 : 0;
  const filled = new Set(
    images.map((name) =>
      name
        .split("/")
        .slice(0, depth + 1)
        .join("/"),
    ),
  );
  const emptyFolders = folders.filter(
    (folder) => folder.split("/").length === depth + 1 && !filled.has(folder) && !leftover.test(`${folder}/`),
  );
  return {
    images: images.map((name) => {
      const path = name.split("/");
      return {
        name,
        class: path.length > depth + 1 ? path[depth] : undefined,
        part: depth === 1 ? path[0] : undefined,
      };
    }),
    others: files.filter((name) => formatOfName(name) === undefined),
    emptyFolders,
  };
}
