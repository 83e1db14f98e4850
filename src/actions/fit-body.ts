import { ServiceError } from "../errors.ts";
import type { Log } from "../services/log.ts";

/** Bytes of a body. GitHub's limit is not documented: what it refuses is tried with less. */
const budgets = [60_000, 30_000, 10_000];

/** Writes a body within the first budget that GitHub takes; `isShorter` after it has refused one. */
export async function fitBody<T>(
  log: Log,
  write: (budget: number, isShorter: boolean) => Promise<T>,
): Promise<T> {
  for (const [index, budget] of budgets.entries()) {
    try {
      return await write(budget, index > 0);
    } catch (error) {
      const isTooLong = error instanceof ServiceError && error.status === 422;
      if (!isTooLong || index === budgets.length - 1) throw error;
      log.debug(`${error.message}; trying a shorter text`);
    }
  }
  throw new RangeError("There is no budget");
}
