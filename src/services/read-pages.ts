const perPage = 100;

/** The items of at most so many pages; a page that is not full is the last one. */
export async function readPages<T>(
  most: number,
  read: (page: { page: number; per_page: number }) => Promise<T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= most; page++) {
    const items = await read({ page, per_page: perPage });
    all.push(...items);
    if (items.length < perPage) break;
  }
  return all;
}
