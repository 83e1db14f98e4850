/** Lists that are longer are indexed when they are first asked. */
const shortList = 32;

const indices = new WeakMap<readonly object[], { length: number; byName: Map<string, number> }>();

/** Where the first of that name stands, or -1. A list may grow, and its names stay. */
export function placeOfNamed(list: readonly { name: string }[], name: string | undefined): number {
  if (name === undefined) return -1;
  if (list.length <= shortList) return list.findIndex((each) => each.name === name);
  const known = indices.get(list);
  if (known?.length === list.length) return known.byName.get(name) ?? -1;
  const byName = new Map<string, number>();
  for (const [place, each] of list.entries()) if (!byName.has(each.name)) byName.set(each.name, place);
  indices.set(list, { length: list.length, byName });
  return byName.get(name) ?? -1;
}

/** The first of that name, or undefined. */
export function findNamed<T extends { name: string }>(
  list: readonly T[],
  name: string | undefined,
): T | undefined {
  return list[placeOfNamed(list, name)];
}
