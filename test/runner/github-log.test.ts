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

test("a note between the lines of a program is a line of its own, and no command either", async () => {
  const lines: string[] = [];
  const log = githubLog((text, done) => {
    lines.push(Buffer.from(text).toString());
    done?.();
  }, false);
  const output = log.output("Training");
  await output.write(Buffer.from("1 of 3 "));
  output.note("loss 0.5\n::error::x");
  await output.write(Buffer.from("done\n"));
  output.end("done", true);
  expect(lines.join("").replace(/[0-9a-f-]{36}/g, "token")).toBe(
    "::group::Training\n::stop-commands::token\n1 of 3 \nloss 0.5␊::error::x\ndone\n::token::\n::endgroup::\nTraining: done\n",
  );
});
