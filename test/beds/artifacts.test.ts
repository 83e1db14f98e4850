import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "../require-tool.ts";
import { type ArtifactStandIn, startArtifacts } from "./artifacts.ts";

const script = `
  import { DefaultArtifactClient } from "@actions/artifact";
  const client = new DefaultArtifactClient();
  const folder = process.env.FOLDER;
  const upload = (name) => client.uploadArtifact(name, [folder + "/" + name + ".txt"], folder);
  for (const name of ["first", "mlops-houses~second~1", "third"]) await upload(name);
  const { artifacts } = await client.listArtifacts();
  const again = await upload("first").catch((error) => error.message);
  const { id } = artifacts.find((each) => each.name === "mlops-houses~second~1");
  const { digestMismatch } = await client.downloadArtifact(id, { path: folder + "/out" });
  const page = await client.uploadArtifact("page.html", [folder + "/page.html"], folder, { skipArchive: true });
  console.log("RESULT " + JSON.stringify({ artifacts, again, digestMismatch, page }));`;

describeWith("beds", "the stand-in for the artifact service", () => {
  let artifacts: ArtifactStandIn;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "mlops-artifacts-test-"));
    artifacts = await startArtifacts();
  });
  afterAll(async () => {
    await artifacts.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("serves the real client: upload, list in order, refuse a taken name, download with its digest, a file as it is", async () => {
    for (const name of ["first", "mlops-houses~second~1", "third"])
      await writeFile(path.join(folder, `${name}.txt`), name);
    await writeFile(path.join(folder, "page.html"), "<!doctype html>");
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", script],
      {
        cwd: import.meta.dirname,
        env: { PATH: process.env.PATH, FOLDER: folder, ...artifacts.env },
      },
    );
    const result = JSON.parse(/RESULT (.*)/.exec(stdout)?.[1] ?? "");
    const listed = (result.artifacts as { name: string; id: number }[]).sort((a, b) => a.id - b.id);
    expect(listed.map((each) => each.name)).toEqual(["first", "mlops-houses~second~1", "third"]);
    expect(result.again).toMatch(/\(409\)/);
    expect(result.digestMismatch).toBeFalsy();
    expect(await readdir(path.join(folder, "out"))).toEqual(["mlops-houses~second~1.txt"]);
    expect(artifacts.names()).toEqual(["first", "mlops-houses~second~1", "third", "page.html"]);
    expect(result.page.id).toBeGreaterThan(listed.at(-1)?.id ?? 0);
    expect(Buffer.from(await artifacts.zip("page.html")).toString()).toBe("<!doctype html>");
  });
});
