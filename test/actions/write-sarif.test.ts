import { expect, test } from "vitest";
import { prComment } from "../../src/actions/pr-comment.ts";
import type { Finding } from "../../src/report.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { runAction, testSha } from "../fakes.ts";

const findings: Finding[] = [
  { severity: "info", message: "3 looks at the test rows" },
  {
    severity: "error",
    message: "r2 breaks [its rule](https://evil.test)",
    rule: "r2",
    file: "mlops.yml",
    line: 4,
    hint: "Aurora",
  },
];

async function write(report = "") {
  const stored = {
    ...{ schema: "mlops/action-report@1", action: "quality-gate", state: "finished" },
    ...{ run: { id: "100", attempt: 1 }, started: "2026-11-21T10:00:00.000Z" },
    report: {
      ...{
        schema: "mlops/report@1",
        action: "quality-gate",
        title: "houses",
        verdict: "fail",
        headline: "no",
      },
      ...{ facts: [], sections: [{ title: "Rules", rank: 1, findings }] },
    },
  };
  const result = await runAction(prComment, {
    inputs: { "working-directory": "models", sarif: "out/run.sarif" },
    files: {
      "models/mlops.yml": `version: 1\nname: houses\n${report}`,
      "models/.mlops/houses/reports/quality-gate.json": JSON.stringify(stored),
    },
    github: memoryGitHub({ pulls: [{ number: 7, headSha: testSha }] }),
  });
  return { result, text: await result.files.read("models/out/run.sarif") };
}

test("all findings of the run become SARIF, the worst first, with no link in them", async () => {
  const { result, text } = await write();
  expect(result.outputs.sarif).toBe("models/out/run.sarif");
  const [run] = JSON.parse(text).runs;
  expect(run.automationDetails.id).toBe("run/houses/");
  const shown = run.results.map(
    (each: { message: { text: string }; locations: [{ physicalLocation: object }] }) => [
      each.message.text,
      each.locations[0].physicalLocation,
    ],
  );
  const at = (uri: string, startLine: number) => ({
    artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
    region: { startLine },
  });
  expect(shown).toEqual([
    ["r2 breaks [its rule] (https://evil.test)\nAurora", at("mlops.yml", 4)],
    ["3 looks at the test rows", at("models/mlops.yml", 1)],
  ]);
});

test("hints, which may have values, are left out where values are shown", async () => {
  expect((await write("report: { show_values: true }\n")).text).not.toContain("Aurora");
});

test("no file is written where none is asked for", async () => {
  const github = memoryGitHub({ pulls: [{ number: 7, headSha: testSha }] });
  const { outputs } = await runAction(prComment, { files: { "mlops.yml": "version: 1\n" }, github });
  expect(outputs.sarif).toBeUndefined();
});
