/** How many of the first `size` numbers, which ascend, are at most the value. */
export function countUpTo(ascending: Float64Array, value: number, size = ascending.length): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
