/** `95.2 ± 0.7 %`: a share with its Monte-Carlo standard error. */
export function share(count: number, of: number): string {
  const value = count / of;
  // One more of each kind, so that none in all is not said to be certain.
  const smooth = (count + 1) / (of + 2);
  const error = Math.sqrt((smooth * (1 - smooth)) / of);
  return `${(100 * value).toFixed(1)} ± ${(100 * error).toFixed(1)} %`;
}

/** Prints a Markdown table. */
export function printTable(columns: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(`\n| ${columns.join(" | ")} |\n|${columns.map(() => "---").join("|")}|`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}
