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
