import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import type { RunJob } from "../../src/bundle/workflow-run.ts";
import { collectModels } from "../../src/comment/collect-models.ts";
import { findLostJobs, tellLostJobs } from "../../src/comment/lost-jobs.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import { githubReferences } from "../markdown/read-gfm.ts";
import { htmlFaults } from "../markdown/structure.ts";

const job = (id: number, changes: Partial<RunJob> = {}): RunJob => ({
  ...{ id, name: `job ${id}`, conclusion: "failure", started: "2026-11-22T10:00:00Z" },
  ...changes,
});
const by = (checkRun: number | undefined, attempt = 1) => ({ checkRun, attempt });
const idsOf = (jobs: readonly RunJob[]): number[] => jobs.map(({ id }) => id);

test("a job is lost that did not succeed and saved nothing", () => {
  const ended = ["success", "skipped", "neutral", "failure", "cancelled", "timed_out", undefined];
  const jobs = ended.map((conclusion, index) => job(index + 1, { conclusion }));
  expect(idsOf(findLostJobs(jobs, [by(1)], { attempt: 1 }))).toEqual([4, 5, 6]);
  expect(idsOf(findLostJobs(jobs, [by(1), by(4), by(6)], { attempt: 1 }))).toEqual([5]);
  expect(idsOf(findLostJobs(jobs, [], { attempt: 1 }))).toEqual([4, 5, 6]);
});

test("what it saved in an earlier attempt does not count, and what was not run again is not lost", () => {
  const since = "2026-11-22T11:00:00Z";
  const jobs = [job(1), job(2, { started: "2026-11-22T11:00:05Z" })];
  const saved = [by(1, 1), by(2, 1)];
  expect(idsOf(findLostJobs(jobs, saved, { attempt: 2, since }))).toEqual([2]);
  expect(idsOf(findLostJobs(jobs, [...saved, by(2, 2)], { attempt: 2, since }))).toEqual([]);
});

test("nothing is said where a bundle does not say which job saved it", () => {
  expect(findLostJobs([job(1), job(2)], [by(1), by(undefined)], { attempt: 1 })).toEqual([]);
  expect(idsOf(findLostJobs([job(1), job(2)], [by(1, 2), by(undefined)], { attempt: 2 }))).toEqual([2]);
});

test("two hundred of them are twenty and a number", () => {
  const told = tellLostJobs(Array.from({ length: 200 }, (_, index) => job(index)));
  expect(told).toHaveLength(21);
  expect(told.at(-1)?.message).toBe("So did 180 more jobs");
});

test("whatever they are called, the comment is harmless and within its budget", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "binary", maxLength: 3_000 }), { minLength: 1, maxLength: 30 }),
      (names) => {
        const lost = names.map((name, id) =>
          job(id + 1, { name: `${name} @octocat <img> [x](http://e.vil)` }),
        );
        const report = collectModels([], { expected: [], notes: [], branch: "main", lost });
        expect(report.verdict).toBe("refused");
        const markdown = renderMarkdown(report, { budget: 20_000 });
        expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(20_000);
        const html = micromark(markdown, {
          ...{ allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] },
        });
        expect(htmlFaults(html)).toEqual([]);
        expect(githubReferences(html)).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});
