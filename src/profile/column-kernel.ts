/** An instance of learn/kernels/columns.ts, whose memory does not grow; addresses are in bytes. */
export interface ColumnKernel {
  memory: { readonly buffer: ArrayBufferLike };
  sums(values: number, count: number, out: number): void;
  deviations(values: number, count: number, mean: number, scale: number, out: number): void;
  places(
    ...grid: [
      values: number,
      count: number,
      min: number,
      scale: number,
      base: number,
      size: number,
      codes: number,
    ]
  ): number;
  countGrid(
    ...grid: [
      values: number,
      count: number,
      min: number,
      scale: number,
      base: number,
      size: number,
      counts: number,
    ]
  ): number;
  compact(counts: number, size: number, base: number, scale: number, keys: number): number;
  countCodes(codes: number, count: number, counts: number): number;
  mixNumbers(high: number, low: number, values: number, count: number): void;
  mixCodes(high: number, low: number, codes: number, count: number): void;
  countDuplicates(high: number, low: number, rows: number, slots: number, mask: number): number;
  centredRanks(
    ...of: [codes: number, count: number, size: number, counts: number, ranks: number, out: number]
  ): number;
  centre(values: number, count: number, mean: number, out: number): number;
  product(left: number, right: number, count: number): number;
  sumsByCode(codes: number, values: number, count: number, totals: number, counts: number): void;
  sketch(values: number, count: number, registers: number): void;
  contingency(left: number, right: number, count: number, columns: number, table: number): void;
}

/** Makes an instance with that many bytes of memory. */
export type OpenColumnKernel = (bytes: number) => ColumnKernel;

/** Rows of tables that are worth the kernel: of fewer, to start it takes longer; of more, the loops are compiled soon enough. */
const [fewestKernelRows, mostKernelRows] = [500, 2 ** 18];

/** Whether a table of so many rows is worth an instance of the kernel. */
export function isWorthKernel(rows: number): boolean {
  return rows >= fewestKernelRows && rows <= mostKernelRows;
}

/** Bytes at the start of the memory that are the kernel's own. */
const reserved = 1024;

/** The kernel's memory, which is given out in order. */
export interface Arena {
  /** Copies values into the memory, but for those that are there. */
  place(values: Float64Array | Int32Array): number;
  /** Zeros. */
  floats(count: number): Float64Array;
  ints(count: number): Int32Array;
  /** Takes back what was given out since the mark. */
  mark(): number;
  release(mark: number): void;
}

/** Bytes of memory that an arena of so many bytes needs. */
export function memoryOf(bytes: number): number {
  return reserved + bytes + 4096;
}

/** Throws RangeError once more is asked for than there is. */
export function openArena({ memory: { buffer } }: Pick<ColumnKernel, "memory">): Arena {
  let next = reserved;
  const take = (bytes: number): number => {
    const at = next;
    next += (bytes + 7) & -8;
    return at;
  };
  return {
    place(values) {
      if (values.buffer === buffer) return values.byteOffset;
      const at = take(values.byteLength);
      const room =
        values instanceof Float64Array
          ? new Float64Array(buffer, at, values.length)
          : new Int32Array(buffer, at, values.length);
      room.set(values);
      return at;
    },
    floats: (count) => new Float64Array(buffer, take(count * 8), count).fill(0),
    ints: (count) => new Int32Array(buffer, take(count * 4), count).fill(0),
    mark: () => next,
    release(mark) {
      next = mark;
    },
  };
}
