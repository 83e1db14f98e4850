import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { sendFile, startFileServer } from "../services/file-server.ts";
import { houses, housesConfig } from "./house-data.ts";
import { makeWorkspace, runCli, runStep } from "./run-dist.ts";

const content = Buffer.from(houses(300));
const digest = createHash("sha256").update(content).digest("hex");
const keys = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "example-secret" };

const serve = () =>
  startFileServer((request, response) => sendFile(request, response, { content, etag: '"one"' }));

test("a step reads data from an address, and says nothing of its signature", async () => {
  await using server = await serve();
  const workspace = makeWorkspace({ "mlops.yml": housesConfig });
  const step = await runStep("validate-data", {
    workspace,
    inputs: { data: `${server.url}/houses.csv?X-Amz-Signature=hidden` },
    env: keys,
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { rows: "300", "data-digest": digest } });
  expect(step.stdout).toContain(`Fetching ${server.url}/houses.csv`);
  expect(readdirSync(workspace).toSorted()).toEqual([".mlops", "mlops.yml"]);
  const report = readFileSync(path.join(workspace, step.outputs.report ?? ""), "utf8");
  const told = [step.stdout, step.stderr, step.summary, JSON.stringify(step.outputs), report].join("\n");
  expect(told).not.toContain("hidden");
  expect(told.replace("::add-mask::example-secret", "")).not.toContain("example-secret");
  expect(JSON.stringify(server.requests)).not.toMatch(/AKIAEXAMPLE|authorization/);
});

test("in a terminal it is fetched once, into the user's cache", async () => {
  await using server = await serve();
  const cwd = makeWorkspace({
    "mlops.yml": `version: 1\ndata: { path: "${server.url}/houses.csv", sha256: ${digest} }`,
  });
  for (let run = 0; run < 2; run++)
    expect(await runCli(["validate-data"], cwd, { XDG_CACHE_HOME: cwd })).toMatchObject({ exitCode: 0 });
  expect(server.requests).toHaveLength(1);
  expect(existsSync(path.join(cwd, "mlops/data", digest))).toBe(true);
});

test("an S3 server that is named over plain HTTP gets nothing", async () => {
  const cwd = makeWorkspace({
    "mlops.yml":
      "version: 1\ndata:\n  path: s3://houses/a.csv\n  s3: { endpoint: http://minio.example:9000 }\n",
  });
  const { exitCode, stderr } = await runCli(["validate-data"], cwd, keys);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Cannot use "http://minio.example:9000/": it is not encrypted\n  at mlops.yml:4');
});
