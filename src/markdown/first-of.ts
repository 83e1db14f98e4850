/** Something rendered at each limit of its length. */
export type Cut = (limit: number) => string;

/** The first items as they are rendered, each no sooner than it is asked for, and once. */
export function firstOf<Item>(
  items: readonly Item[],
  render: (item: Item, index: number) => string,
): (limit: number) => string[] {
  const made: string[] = [];
  return (limit) => {
    for (const item of items.slice(made.length, limit)) made.push(render(item, made.length));
    return made.slice(0, limit);
  };
}
