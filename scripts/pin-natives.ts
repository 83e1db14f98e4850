import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { NativePackage, NativeTarball } from "../src/services/native-package.ts";

const file = path.resolve(import.meta.dirname, "../src/services/native-packages.json");

/** What npm's registry says of one version of a package, by the npm that is on PATH and its configuration. */
function view<T>(name: string, version: string, field: string): T {
  const answer = execFileSync("npm", ["view", `${name}@${version}`, field, "--json"], { encoding: "utf8" });
  return JSON.parse(answer) as T;
}

function integrityOf(name: string, version: string): string {
  const integrity = view<string>(name, version, "dist.integrity");
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)) throw new Error(`${name} has no SHA-512`);
  return integrity;
}

/** Every platform that a package of bindings lists as an optional dependency. */
function pin(title: string, bindings: string, version: string): NativePackage {
  const names = Object.entries(view<Record<string, string>>(bindings, version, "optionalDependencies"));
  const platforms = names
    .map(([name, exact]): [string, NativeTarball] => {
      if (exact !== version) throw new Error(`${name} is ${exact}, not ${version}`);
      const integrity = integrityOf(name, version);
      return [name.slice(`${bindings}-`.length), { package: name, integrity }];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { title, version, platforms: Object.fromEntries(platforms) };
}

/** A package of WebAssembly, which is the same for all. */
function pinAny(title: string, name: string, version: string, files: readonly string[]): NativePackage {
  return {
    title,
    version,
    platforms: { any: { package: name, integrity: integrityOf(name, version) } },
    files,
  };
}

// To take a new version, change it here and run `node scripts/pin-natives.ts`.
const packages = {
  duckdb: pin("DuckDB", "@duckdb/node-bindings", "1.5.5-r.5"),
  onnxruntime: pinAny("ONNX Runtime", "onnxruntime-web", "1.30.0", [
    "dist/ort.wasm.bundle.min.mjs",
    "dist/ort-wasm-simd-threaded.wasm",
  ]),
};
writeFileSync(file, `${JSON.stringify(packages, null, 2)}\n`);
