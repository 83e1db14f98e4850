import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { createScratch } from "../../src/services/scratch.ts";

const folder = mkdtempSync(path.join(tmpdir(), "mlops-scratch-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* chunks(error?: unknown) {
  yield Buffer.from("one");
  if (error !== undefined) throw error;
  yield Buffer.from(" two");
}

test("files stay until they are removed, or all are", async () => {
  const scratch = createScratch(path.join(folder, "new"));
  const [first, second] = [await scratch.write(chunks(), "a.gz"), await scratch.write(chunks(), "a.gz")];
  expect(readFileSync(first, "utf8")).toBe("one two");
  if (process.platform !== "win32") expect(statSync(first).mode & 0o777).toBe(0o600);
  await scratch.remove(first);
  expect(readdirSync(path.dirname(second))).toEqual([path.basename(second)]);
  await scratch.close();
  expect(readdirSync(path.dirname(second))).toEqual([]);
});

test("a file that is written piece by piece keeps their order, and is read as often as wanted", async () => {
  const scratch = createScratch(path.join(folder, "pieces"));
  const file = await scratch.create("a.csv");
  await Promise.all(Array.from({ length: 50 }, (_, i) => file.append(Uint8Array.of(i))));
  for (let times = 0; times < 2; times++) {
    const read: number[] = [];
    for await (const chunk of file.read()) read.push(...chunk);
    expect(read).toEqual([...Array(50).keys()]);
  }
  await file.remove();
  await scratch.create("b.csv");
  expect(readdirSync(path.join(folder, "pieces"))).toHaveLength(1);
  await scratch.close();
  expect(readdirSync(path.join(folder, "pieces"))).toEqual([]);
});

test("nothing is left of content that throws, and what it threw passes", async () => {
  const scratch = createScratch(folder);
  const reason = new DOMException("stopped", "AbortError");
  await expect(scratch.write(chunks(reason), "a.gz")).rejects.toBe(reason);
  const full = Object.assign(new Error("ENOSPC"), { code: "ENOSPC", syscall: "write" });
  await expect(scratch.write(chunks(full), "a.gz")).rejects.toThrow('Cannot unpack "a.gz": the disk is full');
  expect(readdirSync(folder).filter((name) => name.startsWith("mlops-scratch-"))).toEqual([]);
});
