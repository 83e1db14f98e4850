import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, test } from "vitest";

/** An outside tool that some tests need and a contributor's laptop may lack. */
export type Tool = keyof typeof tools;

const tools = {
  act: { variable: "MLOPS_ACT", get: "go install github.com/nektos/act@v0.2.89" },
  actionlint: {
    variable: "MLOPS_ACTIONLINT",
    get: "go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12",
  },
  beds: { variable: "MLOPS_BEDS", get: "npm install --prefix test/beds" },
  "check-jsonschema": { variable: "MLOPS_CHECK_JSONSCHEMA", get: "pip install check-jsonschema==0.39.0" },
  chromium: { variable: "MLOPS_CHROMIUM", get: "install Chromium, for example apt-get install chromium" },
  duckdb: {
    variable: "MLOPS_DUCKDB",
    get: "make npm's registry reachable, by npm's own configuration",
  },
  onnxruntime: {
    variable: "MLOPS_ONNXRUNTIME",
    get: "make npm's registry reachable, by npm's own configuration",
  },
  moto_server: { variable: "MLOPS_MOTO_SERVER", get: 'pip install "moto[server]==5.2.5"' },
  pandas2: { variable: "MLOPS_PANDAS2", get: "pip install --target FOLDER pandas==2.3.3" },
  python: {
    variable: "MLOPS_PYTHON",
    get: "make a Python venv of .ci/requirements.txt",
  },
  shellcheck: {
    variable: "MLOPS_SHELLCHECK",
    get: "install ShellCheck, for example apt-get install shellcheck",
  },
  tmpfs: { variable: "MLOPS_TMPFS", get: "run it on Linux as root, or with sudo that asks for no password" },
  uv: { variable: "MLOPS_UV", get: "pip install uv==0.13.9" },
  zizmor: { variable: "MLOPS_ZIZMOR", get: "pip install zizmor==1.32.0" },
} as const;

const bedsFolder = path.join(import.meta.dirname, "beds");
const found = new Map<Tool, string | undefined>();

/**
 * Absolute path of a tool: what its environment variable (`MLOPS_ACT`, …) says, else what the machine has;
 * undefined where there is none. `beds` is the folder of `test/beds` once it is installed; `duckdb` and `onnxruntime` those of
 * their native packages; `pandas2` a folder that holds pandas 2;
 * `python` is an interpreter that has the packages of the golden tests; `tmpfs` is what may mount one:
 * `mount`, or a `sudo` for it.
 */
export function toolPath(name: Tool): string | undefined {
  if (!found.has(name)) found.set(name, findTool(name));
  return found.get(name);
}

/**
 * A suite that needs tools: `describe` where they are there. Where one is missing, a single skipped test says
 * in one line which and how to get it; with `MLOPS_TEST_REQUIRE=all` that test fails instead.
 */
export function describeWith(names: Tool | readonly Tool[], title: string, suite: () => void): void {
  const missing = [names].flat().filter((name) => toolPath(name as Tool) === undefined) as Tool[];
  if (missing.length === 0) {
    describe(title, suite);
    return;
  }
  const message = missing.map((name) => `no ${name} here; to run it: ${tools[name].get}`).join("; ");
  const isRequired = process.env.MLOPS_TEST_REQUIRE === "all";
  if (!isRequired) console.warn(`SKIPPED "${title}": ${message}`);
  test(title, ({ skip }) => {
    if (isRequired) throw new Error(`MLOPS_TEST_REQUIRE=all, but ${message}`);
    skip(message);
  });
}

/** The path of a tool inside a suite that `describeWith` guards. Throws where it is missing. */
export function requireTool(name: Tool): string {
  const target = toolPath(name);
  if (target === undefined) throw new Error(`Cannot find ${name}: ${tools[name].get}`);
  return target;
}

function findTool(name: Tool): string | undefined {
  const configured = process.env[tools[name].variable];
  if (configured) {
    if (existsSync(configured)) return path.resolve(configured);
    throw new Error(`Cannot use ${tools[name].variable}: there is no "${configured}"`);
  }
  switch (name) {
    case "beds":
      return existsSync(path.join(bedsFolder, "node_modules", ".package-lock.json")) ? bedsFolder : undefined;
    case "chromium":
      return ["chromium", "chromium-browser", "google-chrome"].map(onPath).find((each) => each !== undefined);
    case "duckdb":
    case "onnxruntime":
      return fetchNative(name);
    case "python":
      return ["python3", "python"].map(onPath).find((each) => each !== undefined && hasPackages(each));
    case "pandas2":
      return undefined;
    case "tmpfs":
      return findMount();
    default:
      return onPath(name);
  }
}

function onPath(program: string): string | undefined {
  const extensions = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => extensions.map((extension) => path.join(folder, program + extension)))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Fetched once, by the code under test, and kept in the tool cache. */
function fetchNative(name: "duckdb" | "onnxruntime"): string | undefined {
  const script = path.join(import.meta.dirname, "../scripts/fetch-native.ts");
  const { status, stdout } = spawnSync(process.execPath, [script, name], {
    encoding: "utf8",
    timeout: 120_000,
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** Finding a package's place does not load it: 50 ms instead of seconds. */
function hasPackages(python: string): boolean {
  const script =
    "import importlib.util as u, sys; sys.exit(any(u.find_spec(m) is None for m in ['onnx', 'onnxruntime', 'pandas', 'mlflow', 'cmarkgfm']))";
  return spawnSync(python, ["-c", script], { timeout: 20_000 }).status === 0;
}

/** Root may lack the right as well, in a container: trying tells. */
function findMount(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-mount-"));
  const programs = process.platform === "linux" ? ["mount", "sudo"].map(onPath) : [];
  return programs.find((program) => {
    const [mount, unmount] = program?.endsWith("sudo")
      ? [
          ["-n", "mount"],
          ["-n", "umount"],
        ]
      : [[], undefined];
    if (program === undefined) return false;
    const tried = spawnSync(program, [...mount!, "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]);
    if (tried.status !== 0) return false;
    spawnSync(unmount ? program : "umount", [...(unmount ?? []), folder]);
    return true;
  });
}
