/** The line of a row of the whole file, where it is known. */
export type LineOf = (row: number) => number | undefined;

/** Runs that are kept: 16 bytes each. */
const mostRuns = 1 << 20;

/**
 * Remembers on which line each row starts, part by part, by the rows after which a line is not the next one: those with
 * line ends in their cells, or blank lines behind them. Lines behind a million of them are not known.
 */
export function logLines(): { add(rowLines: Uint32Array, line: number): void; lineOf: LineOf } {
  const starts: number[] = [];
  const shifts: number[] = [];
  let rows = 0;
  let known = 0;
  return {
    /** Adds the next part's lines, which are those of the file less `line`. */
    add(rowLines, line) {
      for (let i = 0; i < rowLines.length; i++) {
        const shift = rowLines[i]! + line - (rows + i);
        if (shift === shifts.at(-1)) continue;
        if (starts.length === mostRuns) break;
        starts.push(rows + i);
        shifts.push(shift);
      }
      rows += rowLines.length;
      if (starts.length < mostRuns) known = rows;
    },
    lineOf(row) {
      if (row >= known) return undefined;
      let low = 0;
      for (let high = starts.length; high - low > 1; ) {
        const middle = (low + high) >> 1;
        if (starts[middle]! <= row) low = middle;
        else high = middle;
      }
      return row + shifts[low]!;
    },
  };
}
