/** What is asked of a ratio, and what it is. */
interface Bar {
  name: string;
  measured: number;
  limit: number;
  /** Whether the ratio is to be at least the limit. */
  isLeast: boolean;
}

/** The bars of a run, in the order in which they were measured. */
export interface Bars {
  atLeast(name: string, measured: number, limit: number): void;
  atMost(name: string, measured: number, limit: number): void;
  /** A table of all, and how many hold. */
  print(): void;
}

/** No bars yet. */
export function createBars(): Bars {
  const bars: Bar[] = [];
  const holds = ({ measured, limit, isLeast }: Bar): boolean =>
    isLeast ? measured >= limit : measured <= limit;
  return {
    atLeast: (name, measured, limit) => bars.push({ name, measured, limit, isLeast: true }),
    atMost: (name, measured, limit) => bars.push({ name, measured, limit, isLeast: false }),
    print() {
      console.log("| bar | asked | measured | |\n|---|---|---|---|");
      for (const bar of bars)
        console.log(
          `| ${bar.name} | ${bar.isLeast ? "≥" : "≤"} ${bar.limit} | ${Number(bar.measured.toPrecision(3))} | ${holds(bar) ? "holds" : "**missed**"} |`,
        );
      console.log(`\n${bars.filter(holds).length} of ${bars.length} bars hold`);
    },
  };
}
