import { expect, test } from "vitest";
import { changedTypes } from "../../src/tables/hold-types.ts";

test("a column without any value is of no other type than before", () => {
  const held = { filled: "integer", empty: "integer" } as const;
  const columns = [
    { name: "filled", type: "text", count: 3 },
    { name: "empty", type: "text", count: 0 },
  ] as const;
  expect(changedTypes(columns, held)).toEqual([{ name: "filled", was: "integer", is: "text" }]);
});
