import { expect, test } from "vitest";
import { findNamed, placeOfNamed } from "../../src/tables/find-named.ts";

test.each([3, 100])("finds the first of a name among %i, also when the list has grown", (count) => {
  const list = Array.from({ length: count }, (_, index) => ({ name: `c${index % (count - 1)}`, index }));
  expect(findNamed(list, "c0")?.index).toBe(0);
  expect(placeOfNamed(list, "c1")).toBe(1);
  expect(placeOfNamed(list, "constructor")).toBe(-1);
  expect(findNamed(list, undefined)).toBeUndefined();
  list.push({ name: "new", index: count });
  expect(placeOfNamed(list, "new")).toBe(count);
});
