import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { compileKernels } from "../../scripts/compile-kernels.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";

const folder = mkdtempSync(path.join(tmpdir(), "mlops-assets-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("finds every asset from the sources", () => {
  expect(existsSync(assetUrl("worker"))).toBe(true);
  expect(existsSync(assetUrl("forest.wasm"))).toBe(true);
  expect(existsSync(assetUrl("csv.wasm"))).toBe(true);
});

test.each(["dist/code.js", "dist/shared/code.js", "shared/dist/code.js", "shared/dist/shared/code.js"])(
  "finds assets in dist from %s",
  async (name) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(path.join(folder, "package.json"), `{ "type": "module" }`);
    const source = readFileSync(new URL("../../src/runner/asset-url.ts", import.meta.url), "utf8");
    writeFileSync(file, stripTypeScriptTypes(source));
    const bundled: { assetUrl: typeof assetUrl } = await import(/* @vite-ignore */ `file://${file}`);
    const dist = file.slice(0, file.lastIndexOf("dist") + "dist".length);
    expect(bundled.assetUrl("worker").pathname).toBe(`${dist}/worker.js`);
    expect(bundled.assetUrl("forest.wasm").pathname).toBe(`${dist}/forest.wasm`);
  },
);

test("the committed kernels are what their sources compile to", async () => {
  await compileKernels(folder);
  for (const asset of ["forest.wasm", "csv.wasm", "columns.wasm"] as const)
    expect(readFileSync(path.join(folder, asset)).equals(readFileSync(assetUrl(asset))), asset).toBe(true);
});
