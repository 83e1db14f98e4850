import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findingsOfPickle } from "../../src/pickle/pickle-findings.ts";
import type { PickleScan } from "../../src/pickle/pickle-scan.ts";
import { describeWith } from "../require-tool.ts";
import { runPython } from "./run-python.ts";
import { scanFile } from "./scan-file.ts";

interface Written {
  estimators: string[];
  boosters: string[];
  skipped: string[];
}

describeWith("python", "models as people have them", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-benign-"));
  const scans = new Map<string, PickleScan>();
  let written: Written;
  const scansOf = (pattern: RegExp) => [...scans].filter(([name]) => pattern.test(name));
  const messages = (pattern: RegExp) =>
    scansOf(pattern).flatMap(([name, scan]) =>
      findingsOfPickle(scan, { allowed: [] }).map(({ message }) => `${name}: ${message}`),
    );

  beforeAll(async () => {
    written = runPython("benign-models.py", folder) as Written;
    for (const name of readdirSync(folder)) scans.set(name, await scanFile(path.join(folder, name)));
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test("no finding on scikit-learn's estimators, by all protocols and by joblib plain and compressed", () => {
    expect(written.estimators.length).toBeGreaterThan(150);
    const ways = ["0.pkl", "1.pkl", "2.pkl", "3.pkl", "4.pkl", "5.pkl"];
    for (const name of written.estimators)
      for (const way of [...ways, "joblib", "zlib.joblib", "gzip.joblib"]) {
        const scan = scans.get(`${name}.${way}`);
        expect(scan?.holdsPickles, `${name} by ${way}`).toBe(true);
        expect(scan?.globals.length).toBeGreaterThan(0);
      }
    expect(messages(/\.(pkl|joblib)$/)).toEqual([]);
  });

  test("no finding on NumPy's files, and none of numbers alone is a pickle", () => {
    expect(messages(/\.np[yz]$/)).toEqual([]);
    const held = Object.fromEntries(scansOf(/\.np[yz]$/).map(([name, scan]) => [name, scan.holdsPickles]));
    expect(held).toEqual({
      "float.npy": false,
      "structure.npy": false,
      "object.npy": true,
      "mixed.npy": true,
      "plain.npz": true,
      "packed.npz": true,
    });
  });

  test("no finding on PyTorch's files: state dicts, modules, TorchScript, the old format, weights that look like pickles", () => {
    expect(scansOf(/\.pth?$/)).toHaveLength(10);
    expect(messages(/\.pth?$/)).toEqual([]);
    expect(messages(/^agent\.zip$/)).toEqual([]);
    for (const [, scan] of scansOf(/\.pth?$|^agent/)) expect(scan.holdsPickles).toBe(true);
    const names = scans.get("module.pt")!.globals.map(({ module, name }) => `${module}.${name}`);
    expect(names).toContain("torch.nn.modules.linear.Linear");
  });

  test("no finding on XGBoost's and LightGBM's models, pickled or in their own formats", () => {
    if (process.env.MLOPS_TEST_REQUIRE === "all") expect(written.boosters).toEqual(["xgboost", "lightgbm"]);
    expect(messages(/^(XGB|LGBM|xgboost|lightgbm)/)).toEqual([]);
    for (const [, scan] of scansOf(/^(xgboost\.|lightgbm\.txt)/)) expect(scan.holdsPickles).toBe(false);
  });

  test("no finding on what is no pickle", () => {
    const others = /\.(txt|safetensors|gguf|h5|keras|onnx|skops)$/;
    expect(scansOf(others).length).toBeGreaterThanOrEqual(8);
    expect(messages(others)).toEqual([]);
    for (const [name, scan] of scansOf(others)) expect(scan.holdsPickles, name).toBe(false);
  });
});
