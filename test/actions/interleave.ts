/** What stands before a request: it waits there until the schedule lets it go on. */
export type Gate = () => Promise<void>;

/** One job of a race: it calls its gate before each request. */
export interface Racer {
  name: string;
  /** Starts after this one has ended; at once without. */
  after?: string;
  run(gate: Gate): Promise<unknown>;
}

/** Which of so many waiting requests goes on. */
export type Choose = (count: number) => number;

/** Runs jobs whose requests are carried out one at a time, in the order that `choose` says; returns that order. */
export async function race(racers: readonly Racer[], choose: Choose): Promise<string[]> {
  const waiting: { name: string; go(): void }[] = [];
  const ended = new Set<string>();
  const started = new Set<string>();
  const order: string[] = [];
  const failures: unknown[] = [];
  for (;;) {
    for (const { name, after, run } of racers) {
      if (started.has(name) || (after !== undefined && !ended.has(after))) continue;
      started.add(name);
      const gate: Gate = () => new Promise((go) => waiting.push({ name, go }));
      run(gate)
        .catch((error) => failures.push(error))
        .finally(() => ended.add(name));
    }
    await new Promise((resolve) => setImmediate(resolve));
    if (failures.length > 0) throw failures[0];
    if (waiting.length === 0) {
      if (ended.size === racers.length) return order;
      continue;
    }
    waiting.sort((a, b) => (a.name < b.name ? -1 : 1));
    const [next] = waiting.splice(choose(waiting.length), 1);
    order.push(next?.name ?? "");
    next?.go();
  }
}

/** Runs `once` with every sequence of choices that there is, depth first; returns how many there were. */
export async function everySchedule(once: (choose: Choose) => Promise<void>): Promise<number> {
  let path: number[] = [];
  for (let count = 1; ; count++) {
    const taken: { choice: number; of: number }[] = [];
    await once((of) => {
      const choice = path[taken.length] ?? 0;
      taken.push({ choice, of });
      return choice;
    });
    while (taken.length > 0 && taken.at(-1)!.choice + 1 === taken.at(-1)!.of) taken.pop();
    if (taken.length === 0) return count;
    path = taken.map(({ choice }, index) => (index === taken.length - 1 ? choice + 1 : choice));
  }
}
