/** `95.2 ± 0.7 %`: a share with its Monte-Carlo standard error. */
export function share(count: number, of: number): string {
  const value = count / of;
  // One more of each kind, so that none in all is not said to be certain.
  const smooth = (count + 1) / (of + 2);
  const error = Math.sqrt((smooth * (1 - smooth)) / of);
  return `${(100 * value).toFixed(1)} ± ${(100 * error).toFixed(1)} %`;
}

/** `2.4 %`: a share beside one of as many simulations that has its error. */
export function misses(count: number, of: number): string {
  return `${((100 * count) / of).toFixed(1)} %`;
}

/** The first two lines of a Markdown table. */
export function columnsOf(columns: readonly string[]): string {
  return `\n| ${columns.join(" | ")} |\n|${columns.map(() => "---").join("|")}|`;
}

/** Prints a Markdown table. */
export function printTable(columns: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(columnsOf(columns));
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}
