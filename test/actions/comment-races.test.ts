import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pullThread } from "../../src/actions/comment-thread.ts";
import { writeComment } from "../../src/actions/write-comment.ts";
import { type CommentMarker, renderMarker } from "../../src/comment/marker.ts";
import { ServiceError } from "../../src/errors.ts";
import { fakeClock } from "../../src/services/clock.ts";
import type { GitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { type Choose, everySchedule, type Gate, race } from "./interleave.ts";

const [older, newer] = ["a".repeat(40), "b".repeat(40)];
type Mode = "update" | "recreate";
interface Job {
  sha: string;
  run: string;
  /** Default: 1. */
  attempt?: number;
  text: string;
}

const bodyOf = ({ sha, run, attempt = 1, text }: Job): string =>
  `${renderMarker({ name: "houses", sha, run, attempt })}\n${text}`;
const before = bodyOf({ sha: "c".repeat(40), run: "90", text: "before" });

/** A pull request whose head a test moves. */
function startPull(comments: readonly string[]) {
  const github = memoryGitHub({
    pulls: [{ number: 7 }],
    comments: comments.map((body, index) => ({ id: index + 1, issue: 7, body, isByBot: true })),
  });
  return { github, head: older };
}

/** What happens to a request: it is carried out, is lost, or is carried out and its answer is lost. */
type Fate = "carried out" | "lost" | "answer lost";

/** One job's sight of the pull request: each request waits at the gate first. */
function gated(
  pull: ReturnType<typeof startPull>,
  gate: Gate,
  fate: () => Fate = () => "carried out",
): GitHub {
  const { github } = pull;
  const lost = () => new ServiceError("GitHub did not answer", { service: "GitHub" });
  const write = async <T>(act: () => Promise<T>): Promise<T> => {
    await gate();
    const happens = fate();
    if (happens === "lost") throw lost();
    const done = await act();
    if (happens === "answer lost") throw lost();
    return done;
  };
  const read = async <T>(act: () => Promise<T>): Promise<T> => {
    await gate();
    return act();
  };
  return {
    ...github,
    pullRequest: (number) =>
      read(async () => ({ ...(await github.pullRequest(number)), headSha: pull.head })),
    findComments: (...args) => read(() => github.findComments(...args)),
    commentHistory: (...args) =>
      read(async () => ({ ...(await github.commentHistory(...args)), head: pull.head })),
    createComment: (...args) => write(() => github.createComment(...args)),
    updateComment: (...args) => write(() => github.updateComment(...args)),
    deleteComment: (...args) => read(() => github.deleteComment(...args)),
  };
}

function runJob(
  pull: ReturnType<typeof startPull>,
  job: Job,
  mode: Mode,
  gate: Gate,
  fate?: () => Fate,
): Promise<unknown> {
  const log = memoryLog();
  const marker: CommentMarker = { name: "houses", sha: job.sha, run: job.run, attempt: job.attempt ?? 1 };
  const services = { clock: fakeClock(), log, signal: new AbortController().signal };
  const thread = pullThread({ github: gated(pull, gate, fate), log }, { number: 7 });
  return writeComment(services, thread, { marker, mode, isDryRun: false, render: () => bodyOf(job) });
}

const first: Job = { sha: older, run: "100", text: "first" };
const second: Job = { sha: newer, run: "200", text: "second" };

describe.each<Mode>(["update", "recreate"])("two jobs in mode %s", (mode) => {
  test.each([
    ["no comment", []],
    ["a comment", [before]],
  ])("end with the newer commit's text, whatever the order of their requests: %s", async (_, comments) => {
    const count = await everySchedule(async (choose) => {
      const pull = startPull(comments);
      const order = await race(
        [
          { name: "first", run: (gate) => runJob(pull, first, mode, gate) },
          {
            name: "push",
            run: async (gate) => {
              await gate();
              pull.head = newer;
            },
          },
          { name: "second", after: "push", run: (gate) => runJob(pull, second, mode, gate) },
        ],
        choose,
      );
      const bodies = pull.github.comments.map(({ body }) => body);
      expect(bodies, order.join(" ")).toEqual([bodyOf(second)]);
    });
    expect(count).toBeGreaterThan(1000);
  });

  test("end with the newest of three commits' last text, with requests and answers lost on the way", async () => {
    const third: Job = { sha: "d".repeat(40), run: "300", text: "third" };
    const commits = [first, second, third];
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
        fc.array(
          fc.array(fc.constantFrom<Fate>("carried out", "carried out", "lost", "answer lost"), {
            maxLength: 6,
          }),
          { minLength: 3, maxLength: 3 },
        ),
        async (isThere, choices, fates) => {
          const pull = startPull(isThere ? [before] : []);
          let step = 0;
          const choose: Choose = (count) => (choices[step++] ?? 0) % count;
          const order = await race(
            commits.flatMap((job, index) => {
              // Two failures in a row are borne, three end the job.
              const left = (fates[index] ?? []).filter(
                (each, at, all) => each === "carried out" || at < 2 || all[at - 2] === "carried out",
              );
              const name = `job ${index}`;
              const push = `push ${index}`;
              const run = async (gate: Gate): Promise<void> => {
                const fate = (): Fate => left.shift() ?? "carried out";
                await runJob(pull, { ...job, text: "in progress" }, mode, gate, fate);
                await runJob(pull, job, mode, gate, fate);
              };
              if (index === 0) return [{ name, run }];
              const move = async (gate: Gate): Promise<void> => {
                await gate();
                pull.head = job.sha;
              };
              const after = index === 1 ? {} : { after: `push ${index - 1}` };
              return [
                { name: push, ...after, run: move },
                { name, after: push, run },
              ];
            }),
            choose,
          );
          const bodies = pull.github.comments.map(({ body }) => body);
          expect(bodies, order.join(" ")).toEqual([bodyOf(third)]);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test.each<[string, Job, string[]]>([
    ["run", { sha: older, run: "101", text: "later" }, []],
    ["run, over an earlier comment", { sha: older, run: "101", text: "later" }, [before]],
    ["attempt", { sha: older, run: "100", attempt: 2, text: "later" }, []],
    ["attempt, over an earlier comment", { sha: older, run: "100", attempt: 2, text: "later" }, [before]],
  ])("of one commit leave one comment, that of the later %s", async (_, later, comments) => {
    await everySchedule(async (choose) => {
      const pull = startPull(comments);
      const order = await race(
        [first, later].map((job, index) => ({
          name: String(index),
          run: (gate) => runJob(pull, job, mode, gate),
        })),
        choose,
      );
      expect(
        pull.github.comments.map(({ body }) => body),
        order.join(" "),
      ).toEqual([bodyOf(later)]);
    });
  });
});

describe("where the head moved while the comment was written", () => {
  const moveDuring = (pull: ReturnType<typeof startPull>): Promise<unknown> => {
    const racers = [{ name: "first", run: (gate: Gate) => runJob(pull, first, "update", gate) }];
    let requests = 0;
    return race(racers, () => {
      if (requests++ === 2) pull.head = newer;
      return 0;
    });
  };

  test("and the newer commit has no text yet, the comment says which commit it is about", async () => {
    const pull = startPull([before]);
    await moveDuring(pull);
    const [comment] = pull.github.comments;
    expect(comment?.body).toBe(
      `${renderMarker({ name: "houses", sha: older, run: "100", attempt: 1 })}
> This is about commit aaaaaaa. The pull request is at bbbbbbb by now, and there is no result for it here yet.

<!-- result of ${older} -->

first`,
    );
  });

  test("and its history cannot be read, it says so too", async () => {
    const pull = startPull([before]);
    pull.github.commentHistory = () => Promise.reject(new ServiceError("no", { service: "GitHub" }));
    await moveDuring(pull);
    expect(pull.github.comments[0]?.body).toContain("This is about commit aaaaaaa");
  });

  test("and it was removed from its history by somebody, that is not put back", async () => {
    const pull = startPull([before]);
    pull.github.commentHistory = async () => ({
      head: undefined,
      edits: [
        { editedAt: "2026-11-22T00:00:00Z", body: bodyOf(first) },
        { editedAt: "2026-11-22T00:00:00Z", body: undefined },
        { editedAt: "2026-11-21T00:00:00Z", body: before },
      ],
    });
    await moveDuring(pull);
    expect(pull.github.comments[0]?.body).toContain("This is about commit aaaaaaa");
  });
});
