import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { defineAction } from "../../src/action.ts";
import { type Comparison, compareRows } from "../../src/actions/compare-rows.ts";
import { findBaseline } from "../../src/actions/find-baseline.ts";
import { projectInputs } from "../../src/actions/project-inputs.ts";
import { readChallenger } from "../../src/actions/read-evaluation.ts";
import { train } from "../../src/actions/train.ts";
import { isRefusal } from "../../src/gate/model-rows.ts";
import { createFiles } from "../../src/services/files.ts";
import { createProcesses } from "../../src/services/process.ts";
import { createPrograms } from "../../src/services/programs.ts";
import { runAction } from "../fakes.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-compare-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The model is a number: it says yes with that share for rows of an even `a`. */
const predicting =
  'awk -F, -v share="$(cat "$MLOPS_MODEL_DIR/model.bin")" \'NR==1 {print "row_id,score"; next} {print $1 "," ($3%2==0 ? share : 0.1)}\' "$MLOPS_INPUT" > "$MLOPS_OUTPUT"';

const services = () => ({
  files: Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() }),
  process: createProcesses({ PATH: process.env.PATH }),
  programs: createPrograms({ PATH: process.env.PATH }),
});

async function trainOn(rows: number, share: number, { command = predicting, also = "" } = {}): Promise<void> {
  const lines = Array.from({ length: rows }, (_, row) => `${row},${row % 10},${row % 2 === 0 ? 1 : 0}`);
  writeFileSync(path.join(folder, "data.csv"), `id,a,y\n${lines.join("\n")}\n`);
  writeFileSync(
    path.join(folder, "mlops.yml"),
    `version: 1
name: p
data: { path: data.csv, target: y, key: [id], split: { seed: 1 } }
train:
  engine: command
  command: |
    echo ${share} > "$MLOPS_MODEL_DIR/model.bin"
    ${also}
  threshold: { value: 0.3 }
${command === "" ? "" : `  predict_command: |\n    ${command}\n`}`,
  );
  await runAction(train, services());
}

function keep(): void {
  for (const each of ["model", "evidence"])
    cpSync(path.join(folder, ".mlops/p", each), path.join(folder, "kept", each), { recursive: true });
}

async function compare(allowPickle: readonly string[] = []): Promise<Comparison> {
  const found: Comparison[] = [];
  const probe = defineAction({
    name: "probe",
    description: "Compares",
    inputs: projectInputs,
    outputs: {},
    async run(context) {
      const challenger = await readChallenger({ ...context, inputs: { ...context.inputs } });
      const champion = await findBaseline(context, { baseline: "kept", "working-directory": "." });
      if (champion.metrics === undefined) throw new Error(champion.why);
      if (challenger === undefined || isRefusal(challenger)) throw new Error(JSON.stringify(challenger));
      found.push(await compareRows(context, challenger, champion, { minRows: 20, allowPickle }));
      const report = { schema: "mlops/report@1", action: "probe", title: "", headline: "" } as const;
      return {
        verdict: "pass",
        outputs: {},
        report: { ...report, verdict: "pass", facts: [], sections: [] },
      };
    },
  });
  await runAction(probe, services());
  return found[0]!;
}

describe("a program's champion", () => {
  test("is asked again by train.predict_command, with its own model and threshold", async () => {
    await trainOn(300, 0.4);
    keep();
    await trainOn(400, 0.9);
    const comparison = await compare();
    if (!("kind" in comparison) || comparison.kind === "metrics") throw new Error(JSON.stringify(comparison));
    const { evaluation } = comparison.rows;
    expect(comparison.kind).toBe("evaluated again");
    const yes = evaluation.actual.indexOf(1);
    expect([evaluation.challenger.scores![2 * yes + 1], evaluation.champion!.scores![2 * yes + 1]]).toEqual([
      0.9, 0.4,
    ]);
    // 0.4 is below a half, and above its threshold.
    expect([...evaluation.champion!.predicted]).toEqual([...evaluation.actual]);
    const tested = readFileSync(path.join(folder, ".mlops/p/evidence/predictions.csv"), "utf8");
    expect(evaluation.rows).toBe(tested.trim().split("\n").length - 1);
  });

  test("is compared on shared rows where the command fails, and the note says why", async () => {
    await trainOn(300, 0.4);
    keep();
    await trainOn(400, 0.9);
    const config = readFileSync(path.join(folder, "mlops.yml"), "utf8");
    writeFileSync(path.join(folder, "mlops.yml"), config.replace(/awk .*/, "exit 3"));
    const comparison = await compare();
    expect(comparison).toMatchObject({
      kind: "shared rows",
      notes: [expect.stringContaining("the command failed")],
    });
  });

  test("is asked again only where its pickles are allowed, whatever the project's own file says", async () => {
    const also = `printf 'cposix\\nsystem\\n(S"true"\\ntR.' > "$MLOPS_MODEL_DIR/model.pkl"`;
    await trainOn(300, 0.4, { also });
    keep();
    await trainOn(400, 0.9);
    const own = readFileSync(path.join(folder, "mlops.yml"), "utf8");
    writeFileSync(path.join(folder, "mlops.yml"), `${own}gate: { allow_pickle: [posix.system] }\n`);
    expect(await compare()).toMatchObject({ refused: expect.stringContaining("could run code") });
    expect(await compare(["posix.system"])).toMatchObject({ kind: "evaluated again" });
  });

  test("whose model changed is refused before anything loads it", async () => {
    await trainOn(300, 0.4);
    keep();
    await trainOn(400, 0.9);
    writeFileSync(path.join(folder, "kept/model/model.pkl"), Buffer.from("cposix\nsystem\n(S'id'\ntR."));
    await expect(compare()).rejects.toThrow("its model is not the one that its manifest speaks of");
  });
});
