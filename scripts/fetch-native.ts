import { execFileSync } from "node:child_process";
import path from "node:path";
import { systemClock } from "../src/services/clock.ts";
import { readEnvironment } from "../src/services/environment.ts";
import { createHttp } from "../src/services/http.ts";
import { memoryLog } from "../src/services/log.ts";
import { createNativePackages, nativePackages, platformOf } from "../src/services/native-package.ts";

const registry = execFileSync("npm", ["config", "get", "registry"], {
  encoding: "utf8",
  stdio: ["ignore", "pipe", "ignore"],
  shell: process.platform === "win32", // npm is a script there
}).trim();
const { cache } = readEnvironment(process.env, { workingDirectory: process.cwd(), version: "0.0.0" });
const natives = createNativePackages({
  http: createHttp(),
  clock: systemClock,
  log: memoryLog(),
  signal: new AbortController().signal,
  cache: path.join(cache, "tools"),
  platform: platformOf(),
  registry,
});
// The folder of a package for this machine (duckdb, onnxruntime), from the registry that npm is configured with.
const name = process.argv[2] === "onnxruntime" ? "onnxruntime" : "duckdb";
process.stdout.write(`${await natives.locate(nativePackages[name])}\n`);
