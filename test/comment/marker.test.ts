import * as fc from "fast-check";
import { expect, test } from "vitest";
import { markerStart, parseMarker, renderMarker } from "../../src/comment/marker.ts";

test("a marker is read back, whatever the names, and ends where it ends", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(text, text, fc.nat(1e6), text, (name, sha, attempt, rest) => {
      const marker = { name, sha, run: "100", attempt };
      const line = renderMarker(marker);
      expect(line).toMatch(/^<!-- (?:(?!--)[^>\s]|\s)+ -->$/);
      expect(line.startsWith(markerStart(name))).toBe(true);
      expect(parseMarker(`${line}\n${rest}`, name)).toEqual(marker);
    }),
  );
});

test("a name cannot end the comment", () => {
  expect(markerStart("a--><script>")).toBe("<!-- mlops-actions:a-%2D%3E%3Cscript%3E ");
});

test("other projects' markers and quoted ones are not ours", () => {
  const line = renderMarker({ name: "houses", sha: "abc", run: "1", attempt: 1 });
  expect(parseMarker(line, "house")).toBeUndefined();
  expect(parseMarker(`> ${line}`, "houses")).toBeUndefined();
  expect(parseMarker("<!-- mlops-actions:houses sha= run=1 attempt=1 -->", "houses")).toBeUndefined();
  expect(parseMarker("<!-- mlops-actions:houses sha=%E0 run=1 attempt=1 -->", "houses")?.sha).toBe("%E0");
});
