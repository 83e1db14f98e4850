import { exp, log } from "../learn/exponential.ts";
import type { NumberScalar } from "./number-scalars.ts";

/** A column's values (`step` 1), or one value for all rows (`step` 0). */
export interface Operand {
  values: Float64Array;
  step: 0 | 1;
}

/** Fills `out` from one or two operands. */
export type Loop = (a: Operand, b: Operand, out: Float64Array) => void;

/**
 * The frequent operations of `numberScalars` as loops of their own: several times as fast as a call for each row,
 * as the engine must box what an unknown function returns. `v - v` is 0 unless v is infinite or NaN.
 */
export const numberLoops: Partial<Record<NumberScalar, Loop>> = {
  add: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const v = (a[i] as number) + (b[j] as number);
      out[row] = v - v === 0 ? v : Number.NaN;
    }
  },
  subtract: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const v = (a[i] as number) - (b[j] as number);
      out[row] = v - v === 0 ? v : Number.NaN;
    }
  },
  multiply: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const v = (a[i] as number) * (b[j] as number);
      out[row] = v - v === 0 ? v : Number.NaN;
    }
  },
  divide: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const v = (a[i] as number) / (b[j] as number);
      out[row] = v - v === 0 ? v : Number.NaN;
    }
  },
  exp: ({ values: a, step: s }, _, out) => {
    for (let row = 0, i = 0; row < out.length; row++, i += s) {
      const v = exp(a[i] as number);
      out[row] = v - v === 0 ? v : Number.NaN;
    }
  },
  ln: ({ values: a, step: s }, _, out) => {
    for (let row = 0, i = 0; row < out.length; row++, i += s) {
      const v = log(a[i] as number);
      out[row] = v - v === 0 ? v : Number.NaN;
    }
  },
  log10: ({ values: a, step: s }, _, out) => {
    for (let row = 0, i = 0; row < out.length; row++, i += s) {
      const v = Math.log10(a[i] as number);
      out[row] = v - v === 0 ? v : Number.NaN;
    }
  },
  equal: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const x = a[i] as number;
      const y = b[j] as number;
      out[row] = Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : x === y ? 1 : 0;
    }
  },
  unequal: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const x = a[i] as number;
      const y = b[j] as number;
      out[row] = Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : x !== y ? 1 : 0;
    }
  },
  less: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const x = a[i] as number;
      const y = b[j] as number;
      out[row] = Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : x < y ? 1 : 0;
    }
  },
  less_or_equal: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const x = a[i] as number;
      const y = b[j] as number;
      out[row] = Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : x <= y ? 1 : 0;
    }
  },
  greater: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const x = a[i] as number;
      const y = b[j] as number;
      out[row] = Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : x > y ? 1 : 0;
    }
  },
  greater_or_equal: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const x = a[i] as number;
      const y = b[j] as number;
      out[row] = Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : x >= y ? 1 : 0;
    }
  },
  and: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const x = a[i] as number;
      const y = b[j] as number;
      out[row] = x === 0 || y === 0 ? 0 : x * y;
    }
  },
  or: ({ values: a, step: s }, { values: b, step: t }, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
      const x = a[i] as number;
      const y = b[j] as number;
      out[row] = x === 1 || y === 1 ? 1 : x + y;
    }
  },
};
