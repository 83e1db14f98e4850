import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { createFiles } from "../../src/services/files.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), "mlops-files-"));
const onDisk = (root = newFolder()) => createFiles({ root, contained: true });

test.each([
  ["on disk", onDisk],
  ["in memory", () => memoryFiles()],
])("%s: a folder is written as a whole and replaces what was there", async (_, make) => {
  const files = make();
  await files.writeFolder("a/model", [
    ["x", "1"],
    ["deep/y", "2"],
  ]);
  await files.writeFolder("a/model", [["z", new Uint8Array([51])]]);
  expect((await files.list("a/model")).map(({ name }) => name)).toEqual(["z"]);
  expect(await files.read("a/model/z")).toBe("3");
  expect((await files.list("a")).map(({ name }) => name)).toEqual(["model"]);
});

test.each([
  ["on disk", onDisk],
  ["in memory", () => memoryFiles()],
])("%s: a range of a file is read, short at its end", async (_, make) => {
  const files = make();
  await files.write("data.bin", "0123456789");
  const readText = async (start: number, end: number) =>
    new TextDecoder().decode(await files.readRange("data.bin", start, end));
  expect(await readText(2, 5)).toBe("234");
  expect(await readText(8, 20)).toBe("89");
  expect(await readText(4, 4)).toBe("");
  await expect(files.readRange("none.bin", 0, 1)).rejects.toThrow(
    'Cannot read "none.bin": there is no such file',
  );
});

test.each([
  ["on disk", onDisk],
  ["in memory", () => memoryFiles()],
])("%s: a large file is streamed through one buffer", async (_, make) => {
  const files = make();
  const content = Uint8Array.from({ length: 2_500_001 }, (_, place) => place * 7);
  await files.write("data.bin", content);
  let at = 0;
  for await (const chunk of files.stream("data.bin", { isReused: true })) {
    expect(Buffer.compare(chunk, content.subarray(at, at + chunk.length))).toBe(0);
    at += chunk.length;
  }
  expect(at).toBe(content.length);
  const missing = files.stream("none.bin", { isReused: true })[Symbol.asyncIterator]();
  await expect(missing.next()).rejects.toThrow('Cannot read "none.bin": there is no such file');
});

test("a folder that cannot be written leaves what was there, and nothing of the new one", async () => {
  const root = newFolder();
  const files = onDisk(root);
  await files.writeFolder("model", [["x", "old"]]);
  const fails = files.writeFolder("model", [
    ["x", "new"],
    ["x/below-a-file", "never"],
  ]);
  await expect(fails).rejects.toThrow('Cannot write "model": a part of the path is a file, not a folder');
  expect(readFileSync(path.join(root, "model/x"), "utf8")).toBe("old");
  expect(readdirSync(root)).toEqual(["model"]);
});

test("writers of one folder at once leave one of theirs, whole", async () => {
  const root = newFolder();
  const writers = Array.from({ length: 8 }, (_, writer) =>
    onDisk(root).writeFolder(
      "model",
      Array.from({ length: 5 }, (_, file) => [`f${file}`, `${writer}`] as const),
    ),
  );
  await Promise.all(writers);
  const contents = readdirSync(path.join(root, "model")).map((name) =>
    readFileSync(path.join(root, "model", name), "utf8"),
  );
  expect(contents).toHaveLength(5);
  expect(new Set(contents).size).toBe(1);
  expect(readdirSync(root)).toEqual(["model"]);
});

test("a folder that is a link out of the workspace is not followed", async () => {
  const [root, outside] = [newFolder(), newFolder()];
  writeFileSync(path.join(outside, "precious"), "");
  symlinkSync(outside, path.join(root, "model"));
  const files = onDisk(root);
  await expect(files.writeFolder("model", [["x", ""]])).rejects.toThrow("lies outside the workspace");
  await expect(files.write("model/x", "")).rejects.toThrow("lies outside the workspace");
  await expect(files.remove("model/precious")).rejects.toThrow("lies outside the workspace");
  expect(readdirSync(outside)).toEqual(["precious"]);
});

test("text that is not UTF-8 is placed at its line", async () => {
  const files = memoryFiles({ "a.yml": Buffer.from("a: 1\nb: caf\xe9\n", "latin1") });
  await expect(files.read("a.yml")).rejects.toMatchObject({
    message: 'Cannot read "a.yml": it is not UTF-8 text at line 2',
    place: { file: "a.yml", line: 2 },
  });
});

test.each([
  ["d", "it is a folder"],
  ["f/x", "a part of the path is a file"],
  ["a\0b", "a path cannot hold a NUL character"],
  ["x".repeat(5000), "the path is too long"],
])("writing to %j says why it cannot be", async (name, reason) => {
  const root = newFolder();
  mkdirSync(path.join(root, "d/e"), { recursive: true });
  writeFileSync(path.join(root, "f"), "");
  await expect(createFiles({ root, contained: false }).write(name, "")).rejects.toThrow(reason);
  expect(readdirSync(root).sort()).toEqual(["d", "f"]);
});
