/** Which of several files a row of all of them stands in, by how many rows each has, and which of its rows it is. */
export function openRowPlaces(rowsOf: readonly number[]): (row: number) => { file: number; at: number } {
  const starts = new Float64Array(rowsOf.length);
  let rows = 0;
  for (const [file, count] of rowsOf.entries()) {
    starts[file] = rows;
    rows += count;
  }
  return (row) => {
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= row) low = middle;
      else high = middle;
    }
    return { file: low, at: row - starts[low]! };
  };
}
