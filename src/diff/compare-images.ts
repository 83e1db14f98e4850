import type { PlannedImage } from "../images/plan-images.ts";

/** An image of one side: two of one `id` have the same content. */
export interface ComparedImage extends PlannedImage {
  id: string;
}

/** How many images of a class there are, and what became of them. Images without a class have none. */
export interface ClassChange {
  class: string | undefined;
  before: number;
  after: number;
  added: number;
  removed: number;
  changed: number;
}

/** What changed between two folders of images. */
export interface ImageDiff {
  before: number;
  after: number;
  added: number;
  removed: number;
  /** Other content at the same path. */
  changed: number;
  /** The same content at another path. */
  moved: number;
  /** Those of them that are of another class now. */
  relabelled: number;
  /** In the order of their names; one that became or lost images by a move counts them as added and removed. */
  classes: ClassChange[];
}

/** Compares two folders' images by their paths and contents. */
export function compareImages(before: readonly ComparedImage[], after: readonly ComparedImage[]): ImageDiff {
  const then = new Map(before.map((image) => [image.name, image]));
  const now = new Map(after.map((image) => [image.name, image]));
  const added = after.filter(({ name }) => !then.has(name));
  const removed = before.filter(({ name }) => !now.has(name));
  const changed = after.filter(({ name, id }) => then.has(name) && then.get(name)?.id !== id);
  const moves = findMoves(removed, added);
  return {
    before: before.length,
    after: after.length,
    added: added.length - moves.length,
    removed: removed.length - moves.length,
    changed: changed.length,
    moved: moves.length,
    relabelled: moves.filter(([from, to]) => from.class !== to.class).length,
    classes: countClasses({ before, after, added, removed, changed }),
  };
}

/** Whether no image is another one, or elsewhere. */
export function isUnchangedFolder({ added, removed, changed, moved }: ImageDiff): boolean {
  return added + removed + changed + moved === 0;
}

/** Pairs of removed and added images of the same content. */
function findMoves(
  removed: readonly ComparedImage[],
  added: readonly ComparedImage[],
): [ComparedImage, ComparedImage][] {
  const left = new Map<string, ComparedImage[]>();
  for (const image of removed.toReversed()) {
    const same = left.get(image.id);
    if (same === undefined) left.set(image.id, [image]);
    else same.push(image);
  }
  return added.flatMap((image): [ComparedImage, ComparedImage][] => {
    const from = left.get(image.id)?.pop();
    return from === undefined ? [] : [[from, image]];
  });
}

function countClasses(
  images: {
    [Count in Exclude<keyof ClassChange, "class">]: readonly ComparedImage[];
  },
): ClassChange[] {
  const classes = new Map<string | undefined, ClassChange>();
  for (const count of ["before", "after", "added", "removed", "changed"] as const)
    for (const { class: name } of images[count]) {
      const none = { class: name, before: 0, after: 0, added: 0, removed: 0, changed: 0 };
      const into = classes.get(name) ?? none;
      into[count]++;
      classes.set(name, into);
    }
  return [...classes.values()].sort((a, b) => ((a.class ?? "") < (b.class ?? "") ? -1 : 1));
}
