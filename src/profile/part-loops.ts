import { type ColumnKernel, memoryOf, type OpenColumnKernel, openArena } from "./column-kernel.ts";
import { sketchAll } from "./count-part.ts";
import { createHyperLogLog, type HyperLogLog } from "./hyperloglog.ts";
import { momentPasses } from "./kernel-loops.ts";
import { type Moments, momentsOf } from "./moments.ts";

/** The loops over the values of a part's column. */
export interface PartLoops {
  momentsOf(values: Float64Array): Moments;
  /** Of the values that are not NaN. */
  sketch(values: Float64Array): HyperLogLog;
}

/** In TypeScript. */
export const plainPartLoops: PartLoops = { momentsOf: (values) => momentsOf(values), sketch: sketchAll };

/** By one instance of the kernel after another, each with twice the room of the one before; the same to the last bit. */
export function kernelPartLoops(open: OpenColumnKernel): PartLoops {
  let capacity = 0;
  let instance: ReturnType<typeof openInstance> | undefined;
  const reserve = (rows: number): ReturnType<typeof openInstance> => {
    if (instance === undefined || rows > capacity) {
      capacity = Math.max(rows, capacity * 2, 1 << 16);
      instance = openInstance(open(memoryOf(capacity * 8 + createHyperLogLog().length)));
    }
    instance.arena.release(instance.start);
    return instance;
  };
  return {
    momentsOf: (values) => momentsOf(values, reserve(values.length).passes),
    sketch(values) {
      const { kernel, arena, registers } = reserve(values.length);
      registers.fill(0);
      kernel.sketch(arena.place(values), values.length, registers.byteOffset);
      return new Uint8Array(registers);
    },
  };
}

function openInstance(kernel: ColumnKernel) {
  const arena = openArena(kernel);
  const words = arena.ints(createHyperLogLog().length / 4);
  const registers = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  const passes = momentPasses(kernel, arena);
  return { kernel, arena, registers, passes, start: arena.mark() };
}
