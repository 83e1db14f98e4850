import { expect, test } from "vitest";
import { findTypes } from "../../src/profile/find-types.ts";
import { parseProfile } from "../../src/profile/parse-profile.ts";

const column = { name: "x", type: "integer", role: "number", why: "", count: 2, missing: 0, invalid: 0 };
const profile = {
  schema: "mlops/profile@1",
  rows: 2,
  bytes: 8,
  digest: "",
  duplicate_rows: 0,
  columns: [
    { ...column, distinct: 2, top_values: [] },
    { ...column, name: "day", type: "date", distinct: 1, top_values: [], count: 0 },
  ],
};

test("types are those that the profile's schema reads", () => {
  const text = JSON.stringify(profile);
  const types = findTypes(text)?.map(({ name, type, count }) => ({ name, type, count }));
  expect(types).toEqual([
    { name: "x", type: "integer", count: 2 },
    { name: "day", type: "date", count: 0 },
  ]);
  expect(parseProfile(text, "profile.json").columns).toMatchObject(types!);
});

test.each([
  ["no JSON", "{"],
  ["a list", "[]"],
  ["another version", JSON.stringify({ ...profile, schema: "mlops/profile@2" })],
  ["no columns", JSON.stringify({ ...profile, columns: {} })],
  ["an unknown type", JSON.stringify({ ...profile, columns: [{ ...column, type: "complex" }] })],
  ["a type of an object's own", JSON.stringify({ ...profile, columns: [{ ...column, type: "toString" }] })],
  ["a name that is none", JSON.stringify({ ...profile, columns: [{ ...column, name: 1 }] })],
  ["half a value", JSON.stringify({ ...profile, columns: [{ ...column, count: 0.5 }] })],
])("%s is left to the schema, which says what is wrong", (_, text) => {
  expect(findTypes(text)).toBeUndefined();
  expect(() => parseProfile(text, "profile.json")).toThrow('Cannot use the profile "profile.json"');
});
