import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readEnvironment } from "../../src/services/environment.ts";

const github = {
  GITHUB_ACTIONS: "true",
  GITHUB_WORKSPACE: "/srv/runner/houses",
  GITHUB_REPOSITORY: "acme/houses",
  GITHUB_RUN_ID: "100",
  GITHUB_RUN_ATTEMPT: "2",
};

test("paths start where the caller says: a step's checkout, or the folder of a command in it", () => {
  const read = (workingDirectory: string) => readEnvironment(github, { workingDirectory, version: "1.0.0" });
  const folder = "/srv/runner/houses/models/a";
  expect(read(folder)).toMatchObject({ kind: "github", workspace: folder, runId: "100", runAttempt: 2 });
});

test("away from Actions nothing of a run is known", () => {
  const environment = readEnvironment({}, { workingDirectory: "/home/me", version: "1.0.0" });
  expect(environment).toMatchObject({ kind: "terminal", workspace: "/home/me", hasArtifacts: false });
  expect(environment.runId).toBeUndefined();
  expect(environment.runAttempt).toBeUndefined();
});

test("Node 20, whose URL has no parse, reads it too", () => {
  const { parse } = URL;
  Object.assign(URL, { parse: undefined });
  try {
    const runtime = { ACTIONS_RUNTIME_TOKEN: "t", ACTIONS_RESULTS_URL: "https://results.example" };
    const has = (server: string) =>
      readEnvironment(
        { ...github, ...runtime, GITHUB_SERVER_URL: server },
        { workingDirectory: "/", version: "1.0.0" },
      ).hasArtifacts;
    expect(has("https://github.com")).toBe(true);
    expect(has("https://acme.ghe.com")).toBe(true);
    expect(has("https://git.acme.com")).toBe(false);
    expect(has("nonsense")).toBe(false);
  } finally {
    Object.assign(URL, { parse });
  }
});

test("a run is read as the toolkit's own context reads it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-event-"));
  const event = path.join(folder, "event.json");
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
  const variables = {
    ...github,
    ...{ GITHUB_SHA: "a".repeat(40), GITHUB_REF: "refs/pull/7/merge", GITHUB_JOB: "model" },
    ...{ GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: event },
    ...{
      GITHUB_SERVER_URL: "https://github.acme.example",
      GITHUB_API_URL: "https://github.acme.example/api/v3",
    },
  };
  for (const env of [variables, { ...variables, GITHUB_API_URL: "", GITHUB_SERVER_URL: "" }]) {
    const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
    // It reads them when it is loaded.
    const source =
      'import { context } from "@actions/github"; console.log(JSON.stringify({ ...context, ...context.repo }))';
    const context = JSON.parse(
      execFileSync(process.execPath, ["--input-type=module", "--eval", source], {
        env: given,
        encoding: "utf8",
      }),
    );
    const read = readEnvironment(env, { workingDirectory: "/srv", version: "1.0.0" });
    expect({ ...read, runId: Number(read.runId) }).toMatchObject({
      ...{ sha: context.sha, ref: context.ref, job: context.job, event: context.payload },
      ...{ eventName: context.eventName, runId: context.runId, runAttempt: context.runAttempt },
      ...{ apiUrl: context.apiUrl, serverUrl: context.serverUrl },
      repository: `${context.owner}/${context.repo}`,
    });
  }
  rmSync(folder, { recursive: true });
});
