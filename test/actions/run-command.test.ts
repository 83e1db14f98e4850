import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createFiles } from "../../src/services/files.ts";
import { createPrograms } from "../../src/services/programs.ts";
import { runAction } from "../fakes.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-run-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The log of a program that writes progress, by a clock on which its seconds are tens of them. */
async function logOf(says: string): Promise<string[]> {
  const command = `echo '{"epoch": 2, "loss": 0.25}' > "$MLOPS_PROGRESS"; ${says}; echo m > "$MLOPS_MODEL_DIR/m"; echo '{"r2": 1}' > "$MLOPS_EVIDENCE_DIR/metrics.json"`;
  writeFileSync(
    path.join(folder, "mlops.yml"),
    `version: 1\nname: p\ntrain: { engine: command, command: ${JSON.stringify(command)} }\n`,
  );
  const { log } = await runAction(train, {
    files: Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() }),
    programs: createPrograms({ PATH: process.env.PATH }),
    clock: { ...fakeClock(), now: () => performance.now() * 10 },
  });
  return log;
}

test.skipIf(process.platform === "win32")("a program that says nothing is seen by its progress", async () => {
  expect(await logOf("sleep 1.5")).toContain("note: epoch 2: loss 0.25");
});

test.skipIf(process.platform === "win32")("a program that speaks for itself is not interrupted", async () => {
  const log = await logOf("for i in $(seq 15); do echo $i; sleep 0.1; done");
  expect(log.filter((line) => line.startsWith("note: "))).toEqual([]);
});
