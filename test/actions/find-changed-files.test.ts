import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { createFiles } from "../../src/services/files.ts";
import { createGit } from "../../src/services/git.ts";
import { createProcesses } from "../../src/services/process.ts";
import { createPrograms } from "../../src/services/programs.ts";
import { runAction } from "../fakes.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-changed-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("tracked files that a command changes are said, but for those that it is to write", async () => {
  const command =
    'echo 1 >> kept.txt; echo 2 >> dirty.txt; echo \'{"r2": 0.5}\' > out/m.json; echo x > "$MLOPS_MODEL_DIR/m"';
  const config = `version: 1\nname: p\ntrain:\n  engine: command\n  metrics: out/m.json\n  command: |\n    ${command}\n`;
  mkdirSync(path.join(folder, "out"));
  for (const [name, text] of Object.entries({
    "mlops.yml": config,
    "kept.txt": "",
    "dirty.txt": "",
    "out/m.json": "",
  }))
    writeFileSync(path.join(folder, name), text);
  const run = (...args: string[]) => execFileSync("git", args, { cwd: folder });
  run("init", "-q");
  run("add", "-A");
  run("-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "first");
  writeFileSync(path.join(folder, "dirty.txt"), "changed before");
  const env = { PATH: process.env.PATH };
  const processes = createProcesses(env);
  const asked: string[] = [];
  const { report } = await runAction(train, {
    files: Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() }),
    process: createProcesses(env),
    git: createGit(
      {
        has: () => true,
        run(program, args, options) {
          asked.push(args[0] ?? "");
          return processes.run(program, args, options);
        },
      },
      folder,
    ),
    programs: createPrograms(env),
  });
  expect(report.sections[0]?.findings?.map(({ message }) => message)).toEqual([
    "The command changed files of the repository: kept.txt",
  ]);
  // Each question costs the start of a program.
  expect(asked).toEqual(["diff", "log", "diff", "rev-parse"]);
});
