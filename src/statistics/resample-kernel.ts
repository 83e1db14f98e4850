/** An instance of learn/kernels/resamples.ts, whose memory does not grow; addresses are in bytes. */
export interface ResampleKernel {
  memory: { readonly buffer: ArrayBufferLike };
  draw(
    ...of: [
      hashed: number,
      stream: number,
      counts: number,
      units: number,
      limits: number,
      rest: number,
      odd: number,
      states: number,
    ]
  ): void;
  sum(counts: number, units: number, terms: number, size: number, wide: number, out: number): void;
  precision(counts: number, places: number, ends: number, segments: number, out: number): void;
  sumCells(
    ...of: [
      counts: number,
      places: number,
      ends: number,
      cells: number,
      terms: number,
      size: number,
      wide: number,
      out: number,
    ]
  ): void;
  area(counts: number, places: number, ends: number, segments: number, out: number): void;
}

/** Makes an instance with that many bytes of memory. */
export type OpenResampleKernel = (bytes: number) => ResampleKernel;
