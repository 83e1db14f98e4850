import { spawn } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { houses, housesConfig } from "./house-data.ts";
import { dist, makeWorkspace, runCli } from "./run-dist.ts";

/** Columns enough for a report that no pipe holds. */
const wide = (): string => {
  const names = Array.from({ length: 700 }, (_, index) => `column_${index}`);
  return `${[names, ...[1, 2, 3, 4].map((row) => names.map((_, index) => index * row))].join("\n")}\n`;
};

test.each(["stdout", "stderr"] as const)(
  "a reader that has seen enough of %s is no failure",
  async (name) => {
    const cwd = makeWorkspace({ "d.csv": wide() });
    const args = [path.join(dist, "mlops.js"), "validate-data", "--data", "d.csv", "--json"];
    const child = spawn(process.execPath, args, { cwd });
    child[name].once("readable", () => child[name].destroy());
    let other = "";
    child[name === "stdout" ? "stderr" : "stdout"].on("data", (chunk) => (other += chunk));
    const exitCode = await new Promise((resolve) => child.once("close", resolve));
    expect(other).not.toContain("EPIPE");
    expect(exitCode).toBe(0);
  },
);

test("a report that no pipe holds arrives whole", async () => {
  const { stdout } = await runCli(
    ["validate-data", "--data", "d.csv", "--json"],
    makeWorkspace({ "d.csv": wide() }),
  );
  expect(stdout.length).toBeGreaterThan(150_000);
  expect(JSON.parse(stdout).action).toBe("validate-data");
});

test("a command in a run step works in its own folder, with data from all of the checkout", async () => {
  const config = housesConfig.replace("houses.csv", "../data/houses.csv");
  const workspace = makeWorkspace({ "data/houses.csv": houses(100), "models/mlops.yml": config });
  const env = {
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: path.join(workspace, "tmp"),
  };
  const inFolder = await runCli(["validate-data", "--json"], path.join(workspace, "models"), env);
  expect(inFolder).toMatchObject({ exitCode: 0 });
  expect(JSON.parse(inFolder.stdout)).toMatchObject({ verdict: "pass", outputs: { rows: 100 } });
  const outside = ["validate-data", "--data", "../../etc/passwd"];
  const refused = await runCli(outside, path.join(workspace, "models"), env);
  expect(refused.stderr).toContain("lies outside the workspace");
});
