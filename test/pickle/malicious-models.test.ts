import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findingsOfPickle } from "../../src/pickle/pickle-findings.ts";
import type { PickleScan } from "../../src/pickle/pickle-scan.ts";
import { describeWith } from "../require-tool.ts";
import { runPython } from "./run-python.ts";
import { scanFile } from "./scan-file.ts";

interface Made {
  made: string[];
  /** How many were read in Python, upon which their payload had to run. */
  ran: number;
  /** Those whose payload did not. */
  silent: string[];
}

describeWith("python", "models that run code when they are read", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-malicious-"));
  const scans = new Map<string, PickleScan>();
  let made: Made;
  const namesOf = (name: string) =>
    scans.get(name)!.globals.map(({ module, name: object, judgement }) => `${module}.${object} ${judgement}`);
  const problemsOf = (name: string) => scans.get(name)!.problems.map(({ message }) => message);

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    made = runPython("malicious-models.py", folder) as Made;
    for (const name of made.made) scans.set(name, await scanFile(path.join(folder, name)));
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test("all are found, and those that Python reads do run", () => {
    expect(made.silent).toEqual([]);
    expect(made.ran).toBeGreaterThan(70);
    expect(scans.size).toBe(made.made.length);
    expect(scans.size).toBeGreaterThan(600);
    const missed = [...scans].filter(([, scan]) => findingsOfPickle(scan, { allowed: [] }).length === 0);
    expect(missed.map(([name]) => name)).toEqual([]);
  });

  test.each([
    ["reduce-0.pkl", /^(posix|nt)\.mkdir dangerous$/],
    ["reduce-in-list-5.pkl", /^(posix|nt)\.mkdir dangerous$/],
    ["inst.pkl", /^os\.mkdir dangerous$/],
    ["obj.pkl", /^os\.mkdir dangerous$/],
    ["memo-overwritten.pkl", /^os\.mkdir dangerous$/],
    ["memo-put-get-line.pkl", /^os\.mkdir dangerous$/],
    ["broken-after.pkl", /^os\.mkdir dangerous$/],
    ["cut-inst.pkl", /^os\.mkdir dangerous$/],
    ["tenth-pickle.pkl", /^os\.mkdir dangerous$/],
    ["joblib-objects.joblib", /^(posix|nt)\.mkdir dangerous$/],
    ["joblib-array-as-opcodes.pkl", /^os\.mkdir dangerous$/],
    ["joblib.zlib", /^(posix|nt)\.mkdir dangerous$/],
    ["joblib.bz2", /^(posix|nt)\.mkdir dangerous$/],
    ["joblib.xz", /^(posix|nt)\.mkdir dangerous$/],
    ["joblib.lzma", /^(posix|nt)\.mkdir dangerous$/],
    ["objects-escaped.npy", /^(posix|nt)\.mkdir dangerous$/],
    ["torchscript-debug.pt", /^(posix|nt)\.mkdir dangerous$/],
    ["torch-legacy.pt", /^(posix|nt)\.mkdir dangerous$/],
    ["nested-deflated.zip", /^(posix|nt)\.mkdir dangerous$/],
    ["zip-encrypted-flag.pt", /^(posix|nt)\.mkdir dangerous$/],
    ["dotted-name.pkl", /^collections\._sys\.modules\.get dangerous$/],
    ["keras-escaped.keras", /^keras\.layers\.Lambda unknown$/],
    ["gadget-__main__-Net.pkl", /^__main__\.Net unknown$/],
  ])("%s names its global", (name, expected) => {
    expect(namesOf(name)).toContainEqual(expect.stringMatching(expected));
  });

  test.each([
    ["text-unicode-escape.pkl", "it imports a global whose name cannot be told"],
    ["text-computed.pkl", "it imports a global whose name cannot be told"],
    ["extension-2.pkl", "it imports extension 1 of a registry that is not in the file"],
    ["persistent-line.pkl", "it needs objects from outside of the file (persistent ids)"],
    ["build-class-allowed.pkl", "it changes sklearn.linear_model._base.LinearRegression itself"],
    ["bytes-after.pkl", "bytes after its pickle are no pickle"],
    ["frame-left.pkl", "an opcode leaves its frame"],
    ["joblib-wrapper-hidden.joblib", "it uses joblib's array class in a way that joblib never does"],
    ["joblib-false-size.joblib", "a dtype contradicts itself"],
    ["nested-deep.pkl.gz", "archives lie too deep in each other"],
    ["zip-bad-checksums.pt", "its checksum is wrong"],
    ["zip-encrypted-flag.pt", "it is encrypted, or says so"],
    ["zip-hidden-member.pt", "bytes of the archive belong to no member"],
    ["zip-other-name.pt", "its header has another name than the directory"],
    ["zip-overlap.pt", "members of the archive overlap"],
    ["zip-prefixed.pt", "it is a pickle and a zip archive at once"],
    ["zip-comment-end.pt", "the archive has several ends, on which readers differ"],
    ["zip-two-names.pt", "two members of the archive have one name"],
    ["too-many-values.pkl", "its pickle cannot be followed: more than 2000000 values on the stack"],
  ])("%s has its problem", (name, expected) => {
    expect(problemsOf(name)).toContain(expected);
  });
});
