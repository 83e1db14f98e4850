import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { fakeClock } from "../../src/services/clock.ts";
import { createGitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";
import { type Answer, serve } from "../beds/serve.ts";

const commit = "c".repeat(40);
const folder = "d".repeat(40);
const rows = Buffer.from("id,town\n1,K\xf6ln\n", "latin1");
const rowsId = createHash("sha1").update(`blob ${rows.length}\0`).update(rows).digest("hex");

const blob = (path: string, sha: string, size: number, mode = "100644") => ({
  path,
  mode,
  type: "blob",
  sha,
  size,
});
const listings: Record<string, unknown> = {
  [commit]: {
    truncated: false,
    tree: [
      blob("link.csv", "e".repeat(40), 8, "120000"),
      { path: "data", mode: "040000", type: "tree", sha: folder },
      { path: "lib", mode: "160000", type: "commit", sha: "f".repeat(40) },
    ],
  },
  [folder]: { truncated: false, tree: [blob("rows.csv", rowsId, rows.length)] },
};

async function start(changes: Record<string, Answer> = {}) {
  const requests: string[] = [];
  const server = await serve(async ({ method, path, headers }) => {
    requests.push(`${method} ${path} ${headers.accept}`);
    const id = path.split("/").at(-1) ?? "";
    if (changes[id] !== undefined) return changes[id];
    if (path === `/repos/acme/houses/git/blobs/${rowsId}`)
      return {
        status: 200,
        headers: { "content-type": "application/vnd.github.raw+json; charset=utf-8" },
        body: rows,
      };
    const body = path.startsWith("/repos/acme/houses/git/trees/") ? listings[id] : undefined;
    return body === undefined
      ? { status: 404, headers: { "content-type": "application/json" }, body: '{ "message": "Not Found" }' }
      : { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  });
  const github = createGitHub({
    ...{ token: "ghs_secret", repository: "acme/houses", apiUrl: server.url, version: "1.2.3" },
    ...{ log: memoryLog(), clock: fakeClock() },
  });
  return { github, requests, [Symbol.asyncDispose]: () => server.close() };
}

test("the files of a commit are listed folder by folder, and read as bytes", async () => {
  await using server = await start();
  const tree = await server.github.tree(commit);
  expect(server.requests).toEqual([]);
  expect(await tree.list("data")).toEqual([
    { name: "rows.csv", kind: "file", id: rowsId, bytes: rows.length },
  ]);
  expect((await tree.list("")).map(({ name, kind }) => [name, kind])).toEqual([
    ["link.csv", "other"],
    ["data", "folder"],
    ["lib", "other"],
  ]);
  expect(Buffer.compare(await tree.read(rowsId), rows)).toBe(0);
  expect(await tree.list("data/none")).toEqual([]);
  expect(server.requests).toEqual([
    `GET /repos/acme/houses/git/trees/${commit} application/vnd.github.v3+json`,
    `GET /repos/acme/houses/git/trees/${folder} application/vnd.github.v3+json`,
    `GET /repos/acme/houses/git/blobs/${rowsId} application/vnd.github.v3.raw`,
  ]);
});

const json = (value: unknown): Answer => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

test.each<[string, Record<string, Answer>, RegExp]>([
  ["a list that is cut", { [commit]: json({ truncated: true, tree: [] }) }, /list of them is not whole/],
  ["a list that is none", { [commit]: json({ tree: "no" }) }, /list of them is not whole/],
  ["another content", { [rowsId]: { status: 200, body: "id,town\n" } }, /answer is not whole/],
  ["no such commit", { [commit]: { status: 404, body: "" } }, /finds no such thing/],
  ["no permission", { [rowsId]: { status: 403, body: "" } }, /answered 403/],
])("%s is an error of GitHub's", async (_, changes, message) => {
  await using server = await start(changes);
  const reading = server.github.tree(commit).then(async (tree) => {
    await tree.list("data");
    return tree.read(rowsId);
  });
  await expect(reading).rejects.toThrow(message);
});
