import { expect, test } from "vitest";
import { readData } from "../../src/actions/read-data.ts";
import { UserError } from "../../src/errors.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";

const csv = "a,b\n1,x\n";
const pointer =
  "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
const dvc = "outs:\n- md5: a304afb96060aad90176268345e10355\n  size: 37\n  path: houses.csv\n";

async function errorOf(files: Record<string, string>, path: string): Promise<UserError> {
  const error = await readData(memoryFiles(files), path).catch((cause: unknown) => cause);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${String(error)}`);
  return error;
}

test.each(["data/houses.csv", "data/houses.parquet", "data/houses.csv.gz", "data/my houses.jsonl"])(
  "a Git LFS pointer in place of %s is refused with the commands",
  async (path) => {
    const error = await errorOf({ [path]: pointer }, path);
    expect(error.message).toBe(`Cannot read "${path}": it is a Git LFS pointer, not the data (12,345 bytes)`);
    const quoted = path.includes(" ") ? `'${path}'` : path;
    expect(error.hint).toContain(`git lfs pull --include=${quoted}\n`);
    expect(error.hint).toContain("with: { lfs: true }");
  },
);

test("data that only DVC has is refused with the command", async () => {
  for (const path of ["data/houses.csv", "data/houses.csv.dvc"]) {
    const error = await errorOf({ "data/houses.csv.dvc": dvc }, path);
    expect(error.message).toBe(
      'Cannot read "data/houses.csv": DVC keeps the data, and only "data/houses.csv.dvc" is here',
    );
    expect(error.hint).toBe("Run: dvc pull data/houses.csv.dvc");
  }
});

test("a .dvc file is not data, but does not keep pulled data from being read", async () => {
  const files = { "houses.csv": csv, "houses.csv.dvc": dvc };
  expect(await readData(memoryFiles(files), "houses.csv")).toMatchObject({ rows: 1 });
  expect((await errorOf(files, "houses.csv.dvc")).hint).toBe('Name the data itself: "houses.csv"');
  expect((await errorOf({}, "houses.csv.dvc")).message).toBe(
    'Cannot read "houses.csv.dvc": there is no such file',
  );
  expect((await errorOf({}, "houses.csv")).message).toBe('Cannot read "houses.csv": there is no such file');
});

test("reading stops when the run is cancelled", async () => {
  const reason = new Error("cancelled");
  const reading = readData(memoryFiles({ "houses.csv": csv }), "houses.csv", {
    signal: AbortSignal.abort(reason),
  });
  await expect(reading).rejects.toBe(reason);
});
