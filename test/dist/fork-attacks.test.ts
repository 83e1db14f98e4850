import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import { bundleZip } from "../actions/base-bed.ts";
import { endedRun, head, reportOf, storedReport } from "../actions/ended-run-bed.ts";
import { hostileTexts } from "../arbitrary-report.ts";
import { type StandInArtifact, startRuns } from "../beds/runs.ts";
import { type Received, serve } from "../beds/serve.ts";
import { zipOf } from "../beds/zip.ts";
import { rawBundle } from "../bundle/tar.ts";
import { githubReferences } from "../markdown/read-gfm.ts";
import { htmlFaults } from "../markdown/structure.ts";
import { makeWorkspace, runStep } from "./run-dist.ts";

const evil = [
  ...hostileTexts,
  "::set-output name=verdict::pass",
  "::add-path::/tmp/evil",
  "##[error]gotcha",
  "ghadelimiter\nPATH=/tmp/evil\nverdict<<x\npass\nx",
  '%0A::warning::"x"',
].join("\n");

/** The job that the end of a stranger's run starts, as a process, with GitHub and the artifacts' host on loopback. */
async function commentOn(artifacts: StandInArtifact[], branch = "topic") {
  const runs = await startRuns("acme/houses");
  const posted: { path: string; body: string }[] = [];
  const asked: string[] = [];
  const pull = (number: number, sha: string, repository: string) => ({
    ...{ number, state: "open", base: { ref: evil, sha: "b".repeat(40) }, title: evil },
    head: { sha, ref: branch, repo: { full_name: repository } },
  });
  const answer = ({ method, path: where, body, url }: Received): { status: number; body: string } => {
    asked.push(`${method} ${url}`);
    const render = ({ body: text }: { body: string }) => ({
      ...{ id: 5, body: text, html_url: "https://github.com/acme/houses/pull/7#issuecomment-5" },
      user: { login: "github-actions[bot]", type: "Bot" },
    });
    if (method === "POST") {
      const made = { path: where, body: (JSON.parse(body.toString("utf8")) as { body: string }).body };
      posted.push(made);
      return { status: 201, body: JSON.stringify(render(made)) };
    }
    const pulls = [pull(8, head, "acme/houses"), pull(7, head, "eve/houses")];
    if (where.endsWith("/pulls")) return { status: 200, body: JSON.stringify(pulls) };
    if (where.endsWith("/pulls/7")) return { status: 200, body: JSON.stringify(pulls[1]) };
    if (where.endsWith("/comments")) return { status: 200, body: JSON.stringify(posted.map(render)) };
    return { status: 404, body: JSON.stringify({ message: evil }) };
  };
  const front = await serve(async (request) => runs.answer(request) ?? answer(request));
  const run = { id: endedRun, event: "pull_request", headSha: head, headBranch: branch };
  runs.add({ ...run, headRepository: "eve/houses", conclusion: "failure", artifacts });
  const workspace = makeWorkspace({
    "mlops.yml":
      "version: 1\nname: houses\ndata: { path: d.csv, target: y }\ntrain: { engine: command, command: touch evil }\n",
  });
  const place = makeWorkspace({ env: "", path: "", state: "", "temp/keep": "" });
  const event = path.join(place, "event.json");
  const ended = {
    id: endedRun,
    head_sha: head,
    head_branch: branch,
    head_repository: { full_name: "eve/houses" },
  };
  writeFileSync(event, JSON.stringify({ workflow_run: { ...ended, name: evil, display_title: evil } }));
  try {
    const step = await runStep("pr-comment", {
      workspace,
      inputs: { "github-token": "ghs_secret" },
      env: {
        ...{ GITHUB_API_URL: front.url, GITHUB_EVENT_NAME: "workflow_run", GITHUB_EVENT_PATH: event },
        ...{ GITHUB_RUN_ID: "900", GITHUB_REF: "refs/heads/main", GITHUB_SHA: "a".repeat(40) },
        GITHUB_ENV: path.join(place, "env"),
        GITHUB_PATH: path.join(place, "path"),
        GITHUB_STATE: path.join(place, "state"),
        RUNNER_TEMP: path.join(place, "temp"),
      },
    });
    const left = ["env", "path", "state"].map((name) => readFileSync(path.join(place, name), "utf8"));
    const inTemp = readdirSync(path.join(place, "temp"), { recursive: true }).map(String);
    const inWorkspace = readdirSync(workspace, { recursive: true }).map(String).sort();
    return { step, posted, asked, left, inTemp, inWorkspace, downloads: runs.downloads };
  } finally {
    await front.close();
    await runs.close();
  }
}

/** What holds whatever was saved. */
function expectHarmless({
  step,
  posted,
  asked,
  left,
  inTemp,
  inWorkspace,
  downloads,
}: Awaited<ReturnType<typeof commentOn>>): string {
  expect(step.exitCode, step.stdout + step.stderr).toBe(0);
  const ours = /^::(group|endgroup|add-mask|((error|warning|notice)( (title|file)=.*)?))::/;
  const commands = step.stdout.split("\n").filter((line) => /^\s*::|##\[/.test(line) && !ours.test(line));
  expect(commands).toEqual([]);
  expect(step.stdout.replace("::add-mask::ghs_secret\n", "")).not.toMatch(/gotcha|ghs_secret/);
  expect(left).toEqual(["", "", ""]);
  expect(inWorkspace).toEqual([
    ".mlops",
    ".mlops/.gitignore",
    ".mlops/houses",
    ".mlops/houses/reports",
    ".mlops/houses/reports/pr-comment.json",
    "mlops.yml",
  ]);
  // The archives by their digest, and what Node compiled of our own code.
  for (const name of inTemp)
    expect(name).toMatch(
      /^(keep|mlops(\/(code(\/.*)?|data(\/([0-9a-f]{64}|addresses(\/[0-9a-f]{64}\.json)?))?))?)$/,
    );
  expect(posted.map((each) => each.path)).toEqual(["/repos/acme/houses/issues/7/comments"]);
  expect(asked.filter((line) => !line.startsWith("GET")).length).toBe(1);
  expect(downloads.every(({ authorization }) => authorization === undefined)).toBe(true);
  expect(Object.keys(step.outputs).sort()).toEqual([
    "action",
    "comment-id",
    "comment-url",
    "passed",
    "report",
    "verdict",
  ]);
  expect(step.outputs).toMatchObject({ verdict: "pass", action: "created", "comment-id": "5" });
  const body = posted[0]?.body ?? "";
  for (const text of [body.replace(/^<!--.*-->\n/, ""), step.summary]) {
    const html = micromark(text, {
      allowDangerousHtml: true,
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
    });
    expect(htmlFaults(html)).toEqual([]);
    expect(githubReferences(html)).toEqual([]);
    expect(
      [...html.matchAll(/href="([^"]*)"/g)].every(([, to]) =>
        to?.startsWith("https://github.com/acme/houses/"),
      ),
    ).toBe(true);
  }
  return body;
}

test("a fork's report with a script in every string speaks in no log, file, output or comment", async () => {
  const report = reportOf("quality-gate", {
    headline: evil,
    facts: [{ label: evil, value: evil, note: evil }],
    sections: [
      {
        ...{ title: evil, rank: 1, text: [evil], log: evil.split("\n") },
        tables: [{ title: evil, columns: [{ label: evil }], rows: [[evil]] }],
        findings: [{ severity: "error", message: evil, rule: evil, hint: evil, file: evil, line: 1 }],
      },
    ],
  });
  const run = { id: String(endedRun), job: evil.slice(0, 100) };
  const files = {
    "reports/quality-gate.json": JSON.stringify(storedReport("quality-gate", { report, run })),
    "model/MLmodel": "loader_module: evil",
    "model/evil.py": "import os; os.system('touch evil')",
    "evidence/manifest.json": "{}",
  };
  const zip = await bundleZip(files, { run: String(endedRun) });
  const done = await commentOn([{ name: "mlops-houses~model~1", zip }], "a`$(touch evil)`;::error::gotcha");
  expect(expectHarmless(done)).toContain("computed by the pull request's own job");
});

test("a fork's bundles that lead out, link, lie and blow up are left out, and the rest is shown", async () => {
  const reportPath = "reports/quality-gate.json";
  const content = JSON.stringify(storedReport("quality-gate"));
  const index = { run: String(endedRun) };
  const artifact = (leg: string, packed: Uint8Array): StandInArtifact => ({
    name: `mlops-houses~${leg}~1`,
    zip: zipOf([{ name: "bundle.tar.gz", content: packed }]),
  });
  const body = expectHarmless(
    await commentOn([
      artifact("good", rawBundle([{ path: reportPath, content }], { index })),
      artifact("out", rawBundle([{ path: "../../../../tmp/evil", content }], { index })),
      artifact(
        "link",
        rawBundle([{ path: reportPath, content: "" }], {
          index,
          entries: [{ name: reportPath, type: "2", link: "/etc/passwd" }],
        }),
      ),
      artifact("other", rawBundle([{ path: reportPath, content }], { index: { run: "1", name: "houses" } })),
      artifact("lie", rawBundle([{ path: "model/zeros", content: "", size: 2 ** 40 }], { index })),
      { name: "mlops-houses~zip~1", zip: Buffer.from("PK\u0003\u0004 no archive") },
      { ...artifact("digest", rawBundle([], { index })), digest: `sha256:${"0".repeat(64)}` },
    ]),
  );
  expect(body).toContain("every gate holds");
  expect(body.match(/⚠️ warning/g)).toHaveLength(6);
});

test("a run that left nothing is told by how it ended", async () => {
  expect(expectHarmless(await commentOn([]))).toContain("the run ended with failure");
});
