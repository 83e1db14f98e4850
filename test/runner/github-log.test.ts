import { expect, test } from "vitest";
import { githubLog } from "../../src/runner/github-log.ts";

const written = (use: (log: ReturnType<typeof githubLog>) => void): string[] => {
  const lines: string[] = [];
  use(githubLog((text) => lines.push(String(text)), false));
  return lines.join("").split("\n").slice(0, -1);
};

test("a step is a fold, and what came of it stands after it", () => {
  const lines = written((log) => log.progress("Training").end("done"));
  expect(lines).toEqual(["::group::Training", "::endgroup::", "Training: done"]);
});

test("a fold that did not come to its end is closed, so that no error hides in it", () => {
  const closed = written((log) => {
    log.progress("Training").update(1, 2);
    log.closeFold();
    log.closeFold();
  });
  expect(closed).toEqual(["::group::Training", "50 %", "::endgroup::"]);
  const next = written((log) => {
    log.progress("Reading");
    log.progress("Training").end();
  });
  expect(next).toEqual(["::group::Reading", "::endgroup::", "::group::Training", "::endgroup::", "Training"]);
});

test("data in titles, notes and messages is no command", () => {
  const evil = "x\n::set-output name=a::b\r::error::c ##[add-mask]d";
  const lines = written((log) => {
    log.info(evil);
    log.warn(evil, { file: "a,b:c\n.csv", line: 2 });
    const step = log.progress(evil);
    step.update(1, 1, evil);
    step.end(evil);
  });
  const commands = lines.filter((line) => /^\s*::/.test(line));
  expect(commands.map((line) => /^::\w+/.exec(line)?.[0])).toEqual(["::warning", "::group", "::endgroup"]);
  expect(lines.filter((line) => line.includes("##[") && !line.startsWith("::"))).toEqual([]);
  expect(commands[0]).toMatch(/^::warning file=a%2Cb%3Ac%0A\.csv,line=2::/);
});
