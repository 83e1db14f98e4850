import { UserError } from "../errors.ts";
import { powerFrom } from "./exponential.ts";
import type { ForestJob } from "./forest-kernel.ts";

/**
 * The target as the kernel takes it. Numbers (`classes` is 0) are centred (unless `center` is false) and divided by a
 * power of two, so that squares neither overflow nor cancel; class codes stay. Throws UserError where a number is
 * missing or too large for float32, RangeError where a code is no class.
 */
export function scaleTarget(
  target: Float64Array | Int32Array,
  classes: number,
  { center = true }: { center?: boolean } = {},
): Pick<ForestJob, "target" | "offset" | "scale"> {
  const shared = new Float64Array(new SharedArrayBuffer(8 * target.length));
  if (classes > 0) {
    if (target.some((code) => !Number.isInteger(code) || code < 0 || code >= classes))
      throw new RangeError(`Class codes are whole numbers from 0 to ${classes - 1}`);
    shared.set(target);
    const offset = classes === 1 ? 1 : 0; // the only code is 0, its probability 1
    return { target: shared, offset, scale: 1 };
  }
  let offset = 0;
  for (const [row, value] of target.entries()) {
    if (!(Math.abs(value) <= 3.4e38))
      throw new UserError(`Cannot train: the target is no number within ±3.4e38 in training row ${row}`);
    if (center) offset += (value - offset) / (row + 1);
  }
  let greatest = 0;
  for (const value of target) greatest = Math.max(greatest, Math.abs(value - offset));
  const scale = greatest > 0 ? powerFrom(Math.max(greatest, 1e-300)) : 1;
  for (const [row, value] of target.entries()) shared[row] = (value - offset) / scale;
  return { target: shared, offset, scale };
}
