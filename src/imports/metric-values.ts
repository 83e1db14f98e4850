import { isRecord } from "../is-record.ts";
import type { Curve } from "../program/progress.ts";

/** What a file of metrics holds. */
export interface MetricValues {
  /** Numbers by name, nested where the file nests them; null where one has no value. */
  values: Record<string, unknown>;
  /** Courses of metrics over epochs or steps. */
  curves: Curve[];
}

/** Numbers alone. */
export const onlyValues = (values: Record<string, unknown>): MetricValues => ({ values, curves: [] });

/**
 * A value of what is known to be an object, for keys that may be `__proto__`: such a key is left out, as everything that
 * is read from a file is put into plain objects.
 */
export function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value).filter(([key]) => key !== "__proto__") : [];
}
