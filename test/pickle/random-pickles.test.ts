import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { shown } from "../../src/pickle/scan-record.ts";
import { describeWith } from "../require-tool.ts";
import { runPython } from "./run-python.ts";
import { scanBytes } from "./scan-file.ts";

/** A pickle in hexadecimal digits, and the globals that Python's unpicklers import for it. */
type Case = [string, [string, string][]];

describeWith("python", "random opcodes, as Python's two unpicklers follow them", () => {
  test("what either imports is found, or something is said to be unseen", { timeout: 600_000 }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "mlops-random-"));
    try {
      const count = process.env.MLOPS_FUZZ === "1" ? 100_000 : 4_000;
      const { imports } = runPython("random-pickles.py", folder, String(count), "1") as { imports: number };
      expect(imports).toBeGreaterThan(count / 10);
      const cases = JSON.parse(readFileSync(path.join(folder, "cases.json"), "utf8")) as Case[];
      const missed: unknown[] = [];
      for (const [digits, imported] of cases) {
        const { globals, problems, holdsPickles } = await scanBytes(
          new Uint8Array(Buffer.from(digits, "hex")),
        );
        const isFound = ([module, name]: [string, string]): boolean =>
          globals.some((each) => each.module === shown(module) && each.name === shown(name));
        // Text that imports a module nobody has, calls nothing and breaks is no pickle.
        const matters = ([module]: [string, string]): boolean =>
          holdsPickles || /^(os|posix|collections)$/.test(module);
        const lost = imported.filter((each) => matters(each) && !isFound(each));
        if (lost.length > 0 && problems.length === 0) missed.push({ digits, lost });
      }
      expect(missed).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
