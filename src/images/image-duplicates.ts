import type { FolderImage } from "./image-table.ts";

/** Rows of images whose bytes another image has too; a row is in the first list that fits. */
export interface Duplicates {
  /** The other is in another class. */
  conflicts: number[];
  /** The other is in another part, such as train and test. */
  leaks: number[];
  /** An earlier image of the class and part has the same bytes. */
  repeats: number[];
}

/** Finds exact duplicates by digest. Files without an image in them are passed over: they are all alike. */
export function findDuplicates(images: readonly FolderImage[]): Duplicates {
  const groups = new Map<string, number[]>();
  for (const [row, { digest, fault }] of images.entries()) {
    if (fault === "empty" || fault === "no image") continue;
    const group = groups.get(digest);
    if (group === undefined) groups.set(digest, [row]);
    else group.push(row);
  }
  const found: Duplicates = { conflicts: [], leaks: [], repeats: [] };
  for (const rows of groups.values()) {
    if (rows.length === 1) continue;
    const [labelled, parted] = [
      differ(rows, (row) => images[row]!.class),
      differ(rows, (row) => images[row]!.part),
    ];
    if (labelled) found.conflicts.push(...rows);
    else if (parted) found.leaks.push(...rows);
    else found.repeats.push(...rows.slice(1));
  }
  for (const list of Object.values(found)) list.sort((a: number, b: number) => a - b);
  return found;
}

/** Whether two of the rows have different values; a row without one differs from none. */
function differ(rows: readonly number[], of: (row: number) => string | undefined): boolean {
  return new Set(rows.map(of).filter((value) => value !== undefined)).size > 1;
}
