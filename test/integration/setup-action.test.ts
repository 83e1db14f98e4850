import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { describeWith, requireTool } from "../require-tool.ts";

const root = path.resolve(import.meta.dirname, "../..");

// Each test of the tools makes a virtual environment.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-setup-"));
  for (const name of ["output", "path"]) writeFileSync(path.join(folder, name), "");
  mkdirSync(path.join(folder, "checkout"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script of the action as its step does, with inputs as action.yml hands them over. */
function runScript(name: string, env: Record<string, string>, action = path.join(root, "actions/setup")) {
  return spawnSync("bash", [path.join(action, `${name}.sh`)], {
    cwd: path.join(folder, "checkout"),
    encoding: "utf8",
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: path.join(folder, "output"),
      GITHUB_PATH: path.join(folder, "path"),
      GITHUB_ACTION_PATH: action,
      WORKING_DIRECTORY: ".",
      ...env,
    },
  });
}

function write(files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, "checkout", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function plan(inputs: Record<string, string> = {}): { message: string } & Record<string, string> {
  const defaults = { PYTHON_VERSION: "", REQUIREMENTS: "", INSTALLER: "auto", CACHE: "true" };
  const { status, stdout, stderr } = runScript("plan", { ...defaults, ...inputs });
  expect(stderr).toBe("");
  expect(status).toBe(stdout === "" ? 0 : 1);
  const outputs = readFileSync(path.join(folder, "output"), "utf8").trim().split("\n");
  return { message: stdout, ...Object.fromEntries(outputs.map((line) => line.split(/=(.*)/))) };
}

// Git's bash, which the runner takes on Windows, is not the one on PATH there.
describe.skipIf(process.platform === "win32")("what actions/setup installs", () => {
  const project = '[project]\nname = "a"\nversion = "1"\n';

  test("nothing, and the usual Python, where there is nothing", () => {
    expect(plan()).toMatchObject({ "python-version": "3.13", requirements: "", cache: "" });
  });

  test.each([
    [{ "requirements.txt": "" }, {}, { requirements: "requirements.txt", installer: "pip", cache: "pip" }],
    [{ "requirements.txt": "" }, { INSTALLER: "uv" }, { installer: "uv" }],
    [{ "requirements.txt": "" }, { CACHE: "false" }, { cache: "" }],
    [{ "pyproject.toml": project }, {}, { requirements: "pyproject.toml", installer: "uv" }],
    [{ "pyproject.toml": project, "requirements.txt": "" }, {}, { requirements: "requirements.txt" }],
    [{ "uv.lock": "", "requirements.txt": "" }, {}, { requirements: "uv.lock", installer: "uv" }],
    [{ "ci/all.txt": "" }, { REQUIREMENTS: "ci/all.txt" }, { "cache-dependency-path": "ci/all.txt" }],
    [
      { "models/a/requirements.txt": "", "models/a/.python-version": "3.12\n" },
      { WORKING_DIRECTORY: "models/a" },
      {
        "python-version": "",
        "python-version-file": "models/a/.python-version",
        "cache-dependency-path": "models/a/requirements.txt",
      },
    ],
    [
      { ".python-version": "3.12\n" },
      { PYTHON_VERSION: "3.11" },
      { "python-version": "3.11", "python-version-file": "" },
    ],
  ])("%j with %j", (files, inputs, expected) => {
    write(files);
    expect(plan(inputs)).toMatchObject({ message: "", ...expected });
  });

  test.each([
    [{ REQUIREMENTS: "100%.txt" }, 'there is no file "100%25.txt"'],
    [{ REQUIREMENTS: "a\ninstaller=evil" }, "REQUIREMENTS has a line break"],
    [{ WORKING_DIRECTORY: "nowhere" }, 'there is no folder "nowhere"'],
    [{ INSTALLER: "conda" }, "Expected auto, uv or pip"],
    [{ CACHE: "yes" }, "Expected true or false"],
    [{ INSTALLER: "pip", REQUIREMENTS: "uv.lock" }, "pip cannot read uv.lock"],
    [{ INSTALLER: "pip", REQUIREMENTS: "pyproject.toml" }, "no project without [build-system]"],
  ])("%j is refused, in one line", (inputs, message) => {
    write({ "uv.lock": "", "pyproject.toml": project });
    const outcome = plan(inputs);
    expect(outcome.message).toMatch(/^::error title=setup::Cannot set up Python: [^\n]*\n$/);
    expect(outcome.message).toContain(message);
    expect(Object.keys(outcome)).toEqual(["message", ""]);
  });

  test("commands in names are names", () => {
    write({ "$(touch hacked); `touch hacked`.txt": "" });
    const name = "$(touch hacked); `touch hacked`.txt";
    expect(plan({ REQUIREMENTS: name })).toMatchObject({ requirements: name });
    expect(() => readFileSync(path.join(folder, "checkout/hacked"))).toThrow(/ENOENT/);
  });

  test("mlops is on the PATH, wherever the action lies", () => {
    const action = path.join(folder, "it's $HOME/actions/setup");
    cpSync(path.join(root, "actions/setup"), action, { recursive: true });
    mkdirSync(path.join(action, "../../dist"));
    writeFileSync(path.join(action, "../../dist/mlops.js"), "console.log(process.argv.slice(2).join('|'))");
    const { status, stdout, stderr } = runScript("add-cli", {}, action);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
    const bin = readFileSync(path.join(folder, "path"), "utf8").trim();
    const env = { PATH: [bin, process.env.PATH].join(path.delimiter) };
    expect(execFileSync("mlops", ["a b", "$c"], { env, encoding: "utf8" })).toBe("a b|$c\n");
  });
});

/**
 * The tools' own work, without a registry: the dependency is a wheel, and the project is built by what uv brings.
 * setup-python is stood in for by a virtual environment.
 */
describeWith(["python", "uv"], "actions/setup with real pip and uv", () => {
  const wheel = "thing-1.0-py3-none-any.whl";
  const project = `[project]\nname = "ours"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["thing"]\n[tool.uv.sources]\nthing = { path = "${wheel}" }\n`;
  const build = '[build-system]\nrequires = ["uv_build"]\nbuild-backend = "uv_build"\n';
  const makeWheel = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as file:
    file.writestr("thing.py", "there = True\\n")
    info = "thing-1.0.dist-info"
    file.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\\nName: thing\\nVersion: 1.0\\n")
    file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    file.writestr(f"{info}/RECORD", f"thing.py,,\\n{info}/METADATA,,\\n{info}/WHEEL,,\\n{info}/RECORD,,\\n")
`;
  let bin: string;
  let env: Record<string, string>;
  beforeEach(() => {
    execFileSync(requireTool("python"), ["-c", makeWheel, path.join(folder, "checkout", wheel)]);
    execFileSync(requireTool("python"), ["-m", "venv", path.join(folder, "python")]);
    bin = path.join(folder, "python", process.platform === "win32" ? "Scripts" : "bin");
    env = {
      PATH: [bin, path.dirname(requireTool("uv")), process.env.PATH].join(path.delimiter),
      UV_OFFLINE: "1",
      PIP_NO_INDEX: "1",
      CACHE: "pip",
    };
  });

  const imports = (name: string): string =>
    execFileSync(path.join(bin, "python"), ["-c", `import ${name}; print(${name}.there)`], {
      cwd: folder,
      encoding: "utf8",
    }).trim();

  test("the uv that is tested is the one that the action installs", () => {
    const script = readFileSync(path.join(root, "actions/setup/install.sh"), "utf8");
    const [, version] = /uv==([\d.]+)/.exec(script) ?? [];
    expect(execFileSync(requireTool("uv"), ["--version"], { encoding: "utf8" })).toContain(`uv ${version} `);
  });

  test.each(["pip", "uv"])("requirements.txt by %s", (installer) => {
    write({ "requirements.txt": `./${wheel}\n` });
    const ran = runScript("install", { ...env, REQUIREMENTS: "requirements.txt", INSTALLER: installer });
    expect(ran.status, ran.stderr).toBe(0);
    expect(imports("thing")).toBe("True");
  });

  test("pyproject.toml by uv: the dependencies, and the project where it is a package", () => {
    write({ "pyproject.toml": project });
    const given = { ...env, REQUIREMENTS: "pyproject.toml", INSTALLER: "uv" };
    const first = runScript("install", given);
    expect(first.status, first.stderr).toBe(0);
    expect(imports("thing")).toBe("True");
    write({ "pyproject.toml": project + build, "src/ours/__init__.py": "there = True\n" });
    const second = runScript("install", given);
    expect(second.status, second.stderr).toBe(0);
    expect(imports("ours")).toBe("True");
  });

  test("uv.lock by uv, in a folder of its own; one that is out of date is refused", () => {
    write({ "pyproject.toml": project + build, "src/ours/__init__.py": "there = True\n" });
    execFileSync(requireTool("uv"), ["lock", "--offline"], {
      cwd: path.join(folder, "checkout"),
      stdio: "ignore",
      env: { ...process.env, ...env },
    });
    const given = { ...env, REQUIREMENTS: "uv.lock", INSTALLER: "uv" };
    const first = runScript("install", given);
    expect(first.status, first.stderr).toBe(0);
    expect([imports("thing"), imports("ours")]).toEqual(["True", "True"]);
    expect(execFileSync(path.join(bin, "python"), ["-m", "pip", "--version"]).length).toBeGreaterThan(0);
    write({ "pyproject.toml": project.replace('version = "1"', 'version = "2"') + build });
    const second = runScript("install", given);
    expect(second.status).not.toBe(0);
    expect(second.stderr).toMatch(/lockfile/);
  });
});
