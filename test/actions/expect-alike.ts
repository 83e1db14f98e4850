import { expect } from "vitest";

/** Expects two values to be the same, numbers in them to 1e-12, relative or absolute. */
export function expectAlike(actual: unknown, expected: unknown): void {
  if (typeof actual === "number" && typeof expected === "number")
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
  else if (
    typeof actual === "object" &&
    typeof expected === "object" &&
    actual !== null &&
    expected !== null
  ) {
    expect(Object.keys(actual)).toEqual(expect.arrayContaining(Object.keys(expected)));
    expect(Object.keys(actual).length).toBe(Object.keys(expected).length);
    for (const [key, value] of Object.entries(expected)) expectAlike(Reflect.get(actual, key), value);
  } else expect(actual).toEqual(expected);
}
