import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readData } from "../../src/actions/read-data.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { createFiles } from "../../src/services/files.ts";
import { createWorkers, inlineWorkers } from "../../src/services/workers.ts";
import { findColumn, type Table } from "../../src/tables/table.ts";

const golden = path.resolve(import.meta.dirname, "../golden/images");
const threads = createWorkers(assetUrl("worker"));
afterAll(() => threads.close());

/** A checkout with a folder `photos` of these files, by the golden images that they are copies of. */
function checkout(photos: Record<string, string>): string {
  const root = mkdtempSync(path.join(tmpdir(), "mlops-images-"));
  for (const [name, source] of Object.entries(photos)) {
    const file = path.join(root, "photos", name);
    mkdirSync(path.dirname(file), { recursive: true });
    cpSync(path.join(golden, source), file);
  }
  return root;
}

const read = (root: string, workers = threads, signal?: AbortSignal): Promise<Table> =>
  readData(createFiles({ root, contained: true }), "photos", { workers, signal });

const cells = (table: Table): unknown[] =>
  table.columns.map((column) => [
    column.name,
    column.kind === "text" ? [...column.codes].map((code) => column.dictionary[code]) : [...column.values],
  ]);

test("threads and one thread give the same table, in the order of the paths", async () => {
  const root = checkout({
    "Ω/1.jpg": "baseline.jpg",
    "b/2.png": "interlaced.png",
    "b/10.png": "wrong-crc.png",
    "a/3.webp": "animated.webp",
    "a/4.jpg": "cmyk.jpg",
    "a/5.jpg": "text.jpg",
  });
  const table = await read(root);
  expect(Array.from({ length: table.rows }, (_, row) => table.fileOf?.(row))).toEqual(
    ["a/3.webp", "a/4.jpg", "a/5.jpg", "b/10.png", "b/2.png", "Ω/1.jpg"].map((name) => `photos/${name}`),
  );
  const inline = await read(root, inlineWorkers(openKernel));
  expect(cells(inline)).toEqual(cells(table));
  expect(inline.findings).toEqual(table.findings);
  expect(inline.digest).toBe(table.digest);
});

test("more images than a batch holds are all there", async () => {
  const root = checkout({ "a/first.jpg": "one-pixel.jpg" });
  const png = readFileSync(path.join(golden, "one-pixel.png"));
  mkdirSync(path.join(root, "photos/b"));
  for (let i = 0; i < 1100; i++) writeFileSync(path.join(root, `photos/b/${i}.png`), png);
  const done: number[] = [];
  const table = await readData(createFiles({ root, contained: true }), "photos", {
    workers: threads,
    onProgress: (count, total) => done.push(count / total),
  });
  expect(table.rows).toBe(1101);
  expect(done.at(-1)).toBe(1);
  expect(done).toEqual([...done].sort((x, y) => x - y));
  expect(table.findings).toMatchObject([
    { severity: "warning", rule: "digest", message: expect.stringMatching(/^1,099 of 1,101 images repeat/) },
  ]);
});

test("a link to an image that lies outside of the workspace is refused", async () => {
  const root = checkout({ "a/1.jpg": "gray.jpg" });
  symlinkSync(path.join(golden, "rgb.png"), path.join(root, "photos/a/2.png"));
  await expect(read(root)).rejects.toThrow('Cannot use "photos/a/2.png": it lies outside the workspace');
});

test("a link within the workspace is the image that it leads to", async () => {
  const root = checkout({ "a/1.jpg": "gray.jpg", "../elsewhere/2.png": "rgb.png" });
  symlinkSync("../../elsewhere/2.png", path.join(root, "photos/a/2.png"));
  const table = await read(root);
  expect(cells({ ...table, columns: [findColumn(table, "format")!] })).toEqual([["format", ["jpeg", "png"]]]);
});

test.each(["again", "again.jpg"])(
  "a link to a folder is an error, and no hang where it leads in a circle: %s",
  async (name) => {
    const root = checkout({ "a/1.jpg": "gray.jpg" });
    symlinkSync("..", path.join(root, "photos/a", name));
    await expect(read(root)).rejects.toThrow(
      `Cannot read "photos/a/${name}": it is neither a file nor a folder`,
    );
  },
);

test("an aborted signal ends the reading", async () => {
  const root = checkout({ "a/1.jpg": "gray.jpg", "a/2.png": "rgb.png" });
  const cancel = new AbortController();
  cancel.abort(new Error("enough"));
  await expect(read(root, threads, cancel.signal)).rejects.toThrow("enough");
});

test("a folder of neither images nor data files says what it could hold", async () => {
  const root = checkout({ "a/README.md": "text.jpg" });
  await expect(read(root)).rejects.toMatchObject({
    message: 'Cannot read "photos": the folder holds no data files',
    hint: expect.stringMatching(/images in .*\.webp/),
  });
});
