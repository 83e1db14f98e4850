import { describe, expect, test } from "vitest";
import { type CommentMarker, renderMarker } from "../../src/comment/marker.ts";
import { planComment } from "../../src/comment/plan-comment.ts";

const a = "a".repeat(40);
const b = "b".repeat(40);
const marker = (changes: Partial<CommentMarker> = {}): CommentMarker => ({
  name: "houses",
  sha: a,
  run: "100",
  attempt: 1,
  ...changes,
});
const bodyOf = (of: CommentMarker, text = "passed"): string =>
  `${renderMarker(of)}\n${text}\n[Full report](https://github.com/acme/houses/actions/runs/${of.run})\n`;
const existing = (of: CommentMarker, id: number, text?: string) => ({
  id,
  body: bodyOf(of, text),
  url: `u${id}`,
});

describe("the plan", () => {
  test("is a new comment where there is none", () => {
    expect(planComment("update", marker(), bodyOf(marker()), [])).toEqual({
      action: "created",
    });
  });

  test.each([
    ["update", { action: "updated", id: 1 }],
    ["recreate", { action: "created" }],
    ["new", { action: "created" }],
  ] as const)("for a new commit in mode %s", (mode, plan) => {
    const comments = [existing(marker({ sha: b, run: "99" }), 1)];
    expect(planComment(mode, marker(), bodyOf(marker()), comments)).toEqual(plan);
  });

  test.each(["update", "recreate", "new"] as const)(
    "in mode %s leaves one comment when run twice",
    (mode) => {
      const comments = [existing(marker(), 1)];
      expect(planComment(mode, marker(), bodyOf(marker()), comments)).toEqual({
        action: "unchanged",
        id: 1,
        url: "u1",
      });
      expect(planComment(mode, marker(), bodyOf(marker(), "failed"), comments)).toEqual({
        action: "updated",
        id: 1,
      });
    },
  );

  test("changes nothing when a rerun found the same, even as GitHub stores it", () => {
    const again = marker({ attempt: 2 });
    const stored = { ...existing(marker(), 1), body: bodyOf(marker()).replaceAll("\n", "\r\n") };
    expect(planComment("update", again, bodyOf(again), [stored])).toMatchObject({ action: "unchanged" });
  });

  test.each([
    ["a later attempt", { attempt: 2 }],
    ["a later run", { run: "101" }],
    ["a run with more digits", { run: "1000" }],
  ])("does not write over %s for the same commit", (_, changes) => {
    const comments = [existing(marker(changes), 1, "newer")];
    expect(planComment("update", marker(), bodyOf(marker()), comments)).toMatchObject({ action: "skipped" });
  });

  test("writes over a later run for another commit: the head moved back", () => {
    const comments = [existing(marker({ sha: b, run: "200" }), 1)];
    expect(planComment("update", marker(), bodyOf(marker()), comments)).toEqual({ action: "updated", id: 1 });
  });

  test("changes the last of several comments", () => {
    const comments = [existing(marker({ sha: b, run: "1" }), 1), existing(marker({ sha: b, run: "2" }), 2)];
    expect(planComment("update", marker(), bodyOf(marker()), comments)).toEqual({ action: "updated", id: 2 });
    expect(planComment("recreate", marker(), bodyOf(marker()), comments)).toEqual({
      action: "created",
    });
  });

  test("ignores comments that only quote the marker", () => {
    const comments = [{ id: 1, body: `> ${bodyOf(marker({ sha: b }))}`, url: "u1" }];
    expect(planComment("update", marker(), bodyOf(marker()), comments)).toEqual({
      action: "created",
    });
  });
});
