import { type ColumnKernel, memoryOf, type OpenColumnKernel, openArena } from "./column-kernel.ts";
import { type CountedValues, countGrid, exactDistinct } from "./count-distinct.ts";
import { sketchAll } from "./count-part.ts";
import { createHyperLogLog, type HyperLogLog } from "./hyperloglog.ts";
import { countGridOn, momentPasses } from "./kernel-loops.ts";
import { type Moments, momentsOf } from "./moments.ts";

/** The loops over the values of a part's column, whose moments are asked for first. */
export interface PartLoops {
  momentsOf(values: Float64Array): Moments;
  /** Of the values that are not NaN. */
  sketch(values: Float64Array): HyperLogLog;
  /** As `countGrid`; valid until the next call. */
  countGrid(values: Float64Array, min: number, max: number): CountedValues | undefined;
}

/** In TypeScript. */
export const plainPartLoops: PartLoops = {
  momentsOf: (values) => momentsOf(values),
  sketch: sketchAll,
  countGrid,
};

/** By one instance of the kernel after another, each with twice the room of the one before; the same to the last bit. */
export function kernelPartLoops(open: OpenColumnKernel): PartLoops {
  let capacity = 0;
  let instance: ReturnType<typeof openInstance> | undefined;
  const reserve = (rows: number): ReturnType<typeof openInstance> => {
    if (instance === undefined || rows > capacity) {
      capacity = Math.max(rows, capacity * 2, 1 << 16);
      const places = Math.max(exactDistinct, capacity);
      instance = openInstance(open(memoryOf(capacity * 8 + places * 12 + createHyperLogLog().length)));
    }
    return instance;
  };
  return {
    momentsOf(values) {
      const { hold, passes } = reserve(values.length);
      return momentsOf(hold(values, true), passes);
    },
    sketch(values) {
      const { kernel, hold, registers } = reserve(values.length);
      registers.fill(0);
      kernel.sketch(hold(values).byteOffset, values.length, registers.byteOffset);
      return new Uint8Array(registers);
    },
    countGrid(values, min, max) {
      const { kernel, arena, hold } = reserve(values.length);
      return countGridOn(kernel, arena, hold(values), { min, max });
    },
  };
}

function openInstance(kernel: ColumnKernel) {
  const arena = openArena(kernel);
  const words = arena.ints(createHyperLogLog().length / 4);
  const registers = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  const passes = momentPasses(kernel, arena);
  const start = arena.mark();
  let held: { values: Float64Array; copy: Float64Array } | undefined;
  /** The values in the kernel's memory, copied there once for all loops over them. */
  const hold = (values: Float64Array, isNew = false): Float64Array => {
    if (isNew || held?.values !== values) {
      arena.release(start);
      const copy = new Float64Array(kernel.memory.buffer, arena.place(values), values.length);
      held = { values, copy };
    }
    arena.release(held.copy.byteOffset + held.copy.byteLength);
    return held.copy;
  };
  return { kernel, arena, registers, passes, hold };
}
