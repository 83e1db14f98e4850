import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { describe, expect, test, vi } from "vitest";
import { ServiceError, UserError } from "../../src/errors.ts";
import { createArtifacts, folderArtifacts, memoryArtifacts } from "../../src/services/artifacts.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { streamOf } from "../bundle/tar.ts";
import { testEnvironment } from "../fakes.ts";
import { startProxy } from "./proxy-server.ts";

const content = (text: string) => streamOf(Buffer.from(text), 3);

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe.each([
  ["in memory", () => memoryArtifacts()],
  ["in a folder", () => folderArtifacts(memoryFiles(), "store")],
])("artifacts %s", (_, make) => {
  test("are found by the start of their name, newest first, and read back", async () => {
    const artifacts = make();
    const first = await artifacts.upload("mlops-a~1", content("first"));
    const digest = createHash("sha256").update("first").digest("hex");
    expect(first).toEqual({ name: "mlops-a~1", id: 1, size: 5, digest });
    await artifacts.upload("mlops-b~1", content("other"));
    await artifacts.upload("mlops-a~2", content("second"));
    expect(await artifacts.find("mlops-a")).toEqual([
      { name: "mlops-a~2", id: 3, size: 6 },
      { name: "mlops-a~1", id: 1, size: 5 },
    ]);
    expect(await artifacts.find("none")).toEqual([]);
    expect(await textOf(await artifacts.download(3))).toBe("second");
    await expect(artifacts.download(9)).rejects.toThrow("Cannot download artifact 9: there is none");
  });

  test("are never replaced", async () => {
    const artifacts = make();
    await artifacts.upload("a", content("first"));
    const error = await artifacts.upload("a", content("second")).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ status: 409, rerun: false });
    expect((error as ServiceError).hint).toContain('input "name"');
    expect(await textOf(await artifacts.download(1))).toBe("first");
  });

  test("are not made of content that fails", async () => {
    const artifacts = make();
    const failing = async function* (): AsyncIterable<Uint8Array> {
      yield Buffer.from("a");
      throw new UserError("it changed");
    };
    await expect(artifacts.upload("a", failing())).rejects.toThrow("it changed");
    expect(await artifacts.find("a")).toEqual([]);
  });
});

test("a folder serves where there are no artifacts, one for each run", async () => {
  const files = memoryFiles();
  const onServer = createArtifacts(testEnvironment({ hasArtifacts: false }), files);
  expect(onServer.isAvailable).toBe(false);
  await onServer.upload("mlops-houses~model~1", content("x"));
  expect([...files.all().keys()]).toEqual([".mlops/bundles/100/1.mlops-houses~model~1.tar.gz"]);
});

test("a terminal's bundle replaces the one of the same name", async () => {
  const files = memoryFiles();
  const artifacts = createArtifacts(testEnvironment({ hasArtifacts: false, runId: undefined }), files);
  await artifacts.upload("a", content("first"));
  const { id } = await artifacts.upload("a", content("second"));
  expect(await artifacts.find("a")).toHaveLength(1);
  expect(await textOf(await artifacts.download(id))).toBe("second");
});

test("a proxy that keeps silent does not hold the artifact service's client for ever", async () => {
  await using proxy = await startProxy(1);
  proxy.failure = "never answer";
  const claims = Buffer.from(JSON.stringify({ scp: "Actions.Results:run:job" })).toString("base64url");
  vi.stubEnv("ACTIONS_RESULTS_URL", "http://results.test/");
  vi.stubEnv("ACTIONS_RUNTIME_TOKEN", `e30.${claims}.x`);
  vi.stubEnv("http_proxy", proxy.url.replace("//", "//ann:s3cret@"));
  try {
    const environment = testEnvironment({ hasArtifacts: true, temp: tmpdir() });
    const artifacts = createArtifacts(environment, memoryFiles(), { ask: 300, move: 300 });
    for (const call of [
      () => artifacts.find("mlops-"),
      () => artifacts.upload("a", content("text")),
      () => artifacts.publish("a.html", "text"),
      () => artifacts.download(1),
    ]) {
      const error = await call().catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(ServiceError);
      expect((error as ServiceError).message).toContain("does a proxy stand between?");
      expect((error as ServiceError).rerun).toBe(true);
      expect((error as ServiceError).message).not.toContain("s3cret");
    }
    expect(proxy.requests.length).toBeGreaterThanOrEqual(4);
  } finally {
    vi.unstubAllEnvs();
  }
});
