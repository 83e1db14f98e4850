import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { parseManifest } from "../../src/evidence/manifest.ts";
import type { Report } from "../../src/report.ts";
import { createFiles } from "../../src/services/files.ts";
import { createProcesses } from "../../src/services/process.ts";
import { createPrograms } from "../../src/services/programs.ts";
import { runAction } from "../fakes.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-environment-"));
  mkdirSync(path.join(folder, "bin"));
  const rows = Array.from({ length: 100 }, (_, row) => `${row % 7},${row * 2}`);
  writeFileSync(path.join(folder, "data.csv"), `x,y\n${rows.join("\n")}\n`);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts a program on the PATH. */
function standIn(name: string, script: string): void {
  const file = path.join(folder, "bin", name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

async function environmentOf(command: string, more = "") {
  writeFileSync(
    path.join(folder, "mlops.yml"),
    `version: 1\nname: p\ndata: { path: data.csv, target: y }\ntrain:\n  engine: command\n  command: |\n    ${command}\n    echo '{"mae": 1}' > "$MLOPS_EVIDENCE_DIR/metrics.json"\n    echo m > "$MLOPS_MODEL_DIR/model.bin"\n${more}`,
  );
  const env = { PATH: `${path.join(folder, "bin")}${path.delimiter}${process.env.PATH}` };
  const files = Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() });
  const { verdict, report } = await runAction(train, {
    files,
    environment: { hostedRunner: { system: "Linux", architecture: "X64" } },
    process: createProcesses(env),
    programs: createPrograms(env),
  });
  expect(verdict).toBe("pass");
  const text = readFileSync(path.join(folder, ".mlops/p/evidence/manifest.json"), "utf8");
  return { program: parseManifest(text, "manifest.json").program, used: usedOf(report) };
}

function usedOf({ sections }: Report): Record<string, unknown> {
  const rows = sections.find(({ title }) => title === "What it took")?.tables?.[0]?.rows ?? [];
  return Object.fromEntries(rows.map(([name, value]) => [name, value]));
}

const summary = `+-----------------------------------------------------------------------------------------+
| NVIDIA-SMI 550.54.15              Driver Version: 550.54.15      CUDA Version: 12.4     |
|-----------------------------------------+------------------------+----------------------+`;

describe.skipIf(process.platform === "win32")("the environment of a program", () => {
  test("has the GPUs, their driver and CUDA, as nvidia-smi tells them", async () => {
    const cards = "Tesla T4, 550.54.15, 15360 MiB\nTesla T4, 550.54.15, 15360 MiB";
    const query = "--query-gpu=name,driver_version,memory.total --format=csv,noheader";
    standIn(
      "nvidia-smi",
      `case "$*" in "${query}") echo "${cards}" ;; "") echo "${summary}" ;; *) exit 2 ;; esac`,
    );
    const { program, used } = await environmentOf("true");
    const accelerator = "Tesla T4, 550.54.15, 15360 MiB; Tesla T4, 550.54.15, 15360 MiB";
    expect(program).toMatchObject({ accelerator, cuda: "12.4" });
    expect(used).toMatchObject({ GPU: accelerator, CUDA: "12.4" });
    // What such a runner costs is not in the list.
    expect(program).not.toHaveProperty("cost");
  });

  test.each([
    [
      "that fails, as without a card",
      "echo 'NVIDIA-SMI has failed because it could not communicate'; exit 9",
    ],
    ["that says nothing", "exit 0"],
  ])("has no GPU by a driver %s", async (_, script) => {
    standIn("nvidia-smi", script);
    const { program } = await environmentOf("true");
    expect(program).not.toHaveProperty("accelerator");
    expect(program).not.toHaveProperty("cuda");
  });

  test("is that which a tool of environments made as it ran", async () => {
    const packages = path.join(folder, "made");
    // Stands for uv: the environment is there once the program ran, and its Python tells of it.
    standIn(
      "uv",
      `case "$*" in *-c*) [ -d "${packages}" ] || exit 1; echo 3.12.1; echo "${packages}" ;; *) mkdir -p "${packages}/six-1.17.0.dist-info" ;; esac`,
    );
    const { program, used } = await environmentOf("uv run train.py");
    expect(program?.python).toBe("3.12.1");
    expect(used).toMatchObject({ Python: "3.12.1" });
    expect(readFileSync(path.join(folder, ".mlops/p/evidence/environment.txt"), "utf8")).toBe(
      "six==1.17.0\n",
    );
  });

  test("costs minutes by the runner's list price, or by that which is set", async () => {
    const { program, used } = await environmentOf("sleep 0.1");
    expect(program?.cost).toMatchObject({ currency: "USD", per_minute: expect.any(Number) });
    expect(program?.cost?.amount).toBeGreaterThan(0);
    expect(used).toHaveProperty("Estimated cost");
    const own = await environmentOf("sleep 0.1", "  cost_per_minute: 6\n");
    expect(own.program?.cost?.per_minute).toBe(6);
    expect(own.program?.cost?.amount).toBeCloseTo(own.program!.duration_ms / 10_000, 2);
  });
});
