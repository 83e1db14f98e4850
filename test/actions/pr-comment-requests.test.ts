import { describe, expect, test } from "vitest";
import { prComment } from "../../src/actions/pr-comment.ts";
import { renderMarker } from "../../src/comment/marker.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createGitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";
import { runAction } from "../fakes.ts";
import { type Fault, type FaultyGitHub, startFaultyGitHub } from "../services/faulty-github.ts";

/** The head of the stand-in's pull request. */
const head = "b".repeat(40);
const report = {
  schema: "mlops/action-report@1",
  action: "quality-gate",
  state: "finished",
  run: { id: "100", attempt: 1, job: "model", sha: head },
  started: "2026-11-21T10:00:00.000Z",
  report: {
    schema: "mlops/report@1",
    action: "quality-gate",
    title: "houses",
    verdict: "pass",
    headline: "every gate holds",
    facts: [],
    sections: [],
  },
};
const files = {
  "mlops.yml": "version: 1\nname: houses\n",
  ".mlops/houses/reports/quality-gate.json": JSON.stringify(report),
};
const pullEvent = { event: { pull_request: { number: 3, head: { sha: head } } } };
const pushEvent = { eventName: "push", event: { ref: "refs/heads/fix", after: head } };
const old = `${renderMarker({ name: "houses", sha: "a".repeat(40), run: "90", attempt: 1 })}\nold`;

const comment = (
  server: FaultyGitHub,
  environment: object = pullEvent,
  inputs: Record<string, string> = {},
) =>
  runAction(prComment, {
    files,
    environment,
    inputs,
    github: createGitHub({
      ...{ token: "ghs_test", repository: "acme/houses", apiUrl: server.url, version: "1", log: memoryLog() },
      ...{ clock: fakeClock() },
    }),
  });

const lines = (server: FaultyGitHub): string[] => server.requests.map(({ line }) => line.replace(/\?.*/, ""));

describe.concurrent("among 1,000 comments", () => {
  test.each([
    ["by number", pullEvent, 13],
    ["by branch", pushEvent, 13],
  ])("the right one is found %s in 13 requests", async (_, event, count) => {
    for (const at of [0, 512, 999]) {
      await using server = await startFaultyGitHub({ comments: 1000 });
      server.comments[at]!.body = old;
      const result = await comment(server, event);
      expect(result.outputs).toMatchObject({ action: "updated", "comment-id": at + 1 });
      expect(server.requests).toHaveLength(count);
    }
  });

  test("and by a user's token, who has to be asked for", async () => {
    await using server = await startFaultyGitHub({ comments: 1000 });
    server.comments[999] = { id: 1000, body: old, user: { login: "ml-team", type: "User" } };
    const result = await comment(server);
    expect(result.outputs).toMatchObject({ action: "updated", "comment-id": 1000 });
    expect(server.requests).toHaveLength(14);
  });
});

const faults: [string, Fault][] = [
  ["a bad gateway", { status: 502, body: "<html>Unicorn!</html>" }],
  ["a connection lost before", "drop before it is carried out"],
  ["a connection lost after", "drop after it was carried out"],
  ["an answer that is cut off", "cut the answer off"],
];

describe.concurrent.each(faults)("with %s", (_, fault) => {
  test("a comment is made once", async () => {
    for (const times of [1, 2]) {
      await using server = await startFaultyGitHub({ comments: 2 });
      server.fail("POST", ...Array<Fault>(times).fill(fault));
      const result = await comment(server);
      expect(result.outputs).toMatchObject({ action: "created", "comment-id": 3 });
      expect(server.comments.map(({ id }) => id)).toEqual([1, 2, 3]);
    }
  });

  test("a comment is changed, and looked at again before it is sent again", async () => {
    await using server = await startFaultyGitHub({ comments: 2 });
    server.comments[1]!.body = old;
    server.fail("PATCH", fault);
    const result = await comment(server);
    expect(result.outputs).toMatchObject({ action: "updated", "comment-id": 2 });
    expect(server.comments[1]?.body).toContain("every gate holds");
    const first = lines(server).findIndex((line) => line.startsWith("PATCH"));
    expect(lines(server).slice(first + 1, first + 3)).toEqual([
      "GET /repos/acme/houses/pulls/3",
      "GET /repos/acme/houses/issues/3/comments",
    ]);
    const isThere = fault === "drop after it was carried out" || fault === "cut the answer off";
    expect(lines(server).filter((line) => line.startsWith("PATCH"))).toHaveLength(isThere ? 1 : 2);
  });

  test("an old comment is replaced by one", async () => {
    await using server = await startFaultyGitHub({ comments: 2 });
    server.comments[1]!.body = old;
    server.fail("POST", fault);
    server.fail("DELETE", fault);
    const result = await comment(server, pullEvent, { mode: "recreate" });
    expect(result.outputs).toMatchObject({ action: "created", "comment-id": 3 });
    expect(server.comments.map(({ id }) => id)).toEqual([1, 3]);
  });

  test("three times in a row, it is given up and said", async () => {
    await using server = await startFaultyGitHub();
    server.fail("POST", ...Array<Fault>(3).fill(fault));
    const result = await comment(server);
    const isThere = fault === "drop after it was carried out" || fault === "cut the answer off";
    expect(server.comments).toHaveLength(isThere ? 1 : 0);
    expect(result.verdict).toBe(isThere ? "pass" : "refused");
    expect(result.summary).toContain("every gate holds");
  });
});
