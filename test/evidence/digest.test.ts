import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { digestDataSet, digestFile, digestModel } from "../../src/evidence/digest.ts";

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest();

test("a file's digest is that of its bytes", () => {
  // sha256sum of an empty file, and of "abc" (FIPS 180-4's example)
  expect(digestFile("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(digestFile(new TextEncoder().encode("abc"))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

test("a model's digest is over its files' raw digests in the order of their paths", () => {
  const expected = createHash("sha256")
    .update(Buffer.concat([sha256("L"), sha256("py"), sha256(Uint8Array.of(1, 2)), sha256("z")]))
    .digest("hex");
  const files = new Map<string, string | Uint8Array>([
    ["model.onnx", Uint8Array.of(1, 2)],
    ["code/a.py", "py"],
    ["é.txt", "z"],
    ["MLmodel", "L"],
  ]);
  expect(digestModel(files)).toBe(expected);
  expect(digestModel(new Map([...files].reverse()))).toBe(expected);
  expect(digestModel(new Map([...files, ["code/__pycache__/a.cpython-312.pyc", "x"]]))).toBe(expected);
  expect(digestModel(new Map([...files, ["more.txt", "x"]]))).not.toBe(expected);
});

test("a data set's digest sees paths and contents, not the order in which files are listed", () => {
  const files = [
    { path: "b.csv", digest: digestFile("b") },
    { path: "a/c.csv", digest: digestFile("c") },
  ];
  const lines = `a/c.csv\0${digestFile("c")}\nb.csv\0${digestFile("b")}\n`;
  expect(digestDataSet(files)).toBe(digestFile(lines));
  expect(digestDataSet(files.toReversed())).toBe(digestFile(lines));
  expect(digestDataSet([{ ...files[0]!, path: "d.csv" }, files[1]!])).not.toBe(digestFile(lines));
});

test("paths sort by their bytes, as other tools sort them", () => {
  const files = ["\u{1F600}", "\uFF5E"].map((path) => ({ path, digest: digestFile(path) }));
  const lines = files.toReversed().map(({ path, digest }) => `${path}\0${digest}\n`);
  expect(digestDataSet(files)).toBe(digestFile(lines.join("")));
});
