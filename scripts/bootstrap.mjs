// What every npm script starts with: plain JavaScript for Node 20 and later, no dependencies. It installs what
// the lockfile says when node_modules does not hold just that, puts the Node 24 that came with it first on PATH
// (the actions run on it), and hands over.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const modules = path.join(root, "node_modules");

/** Each command as the programs that it runs, all of them even when one fails; each is a script of Node. */
const commands = {
  demo: (args) => [script("demo.ts", args)],
  test: (args) => [tool("vitest", ["run", ...args])],
  bench: ([name, ...args]) =>
    (name === undefined ? benchmarks() : [name]).map((each) =>
      script(path.join("bench", `${each}.ts`), args),
    ),
  build: (args) => [script("build.ts", args)],
  generate: (args) => [script("generate.ts", args)],
  check: () => [
    tool("typescript", ["-p", root], "tsc"),
    tool("@biomejs/biome", ["check", "--error-on-warnings"], "biome"),
    script("generate.ts", ["--check"]),
    script("build.ts", ["--check"]),
  ],
};

const [command = "", ...args] = process.argv.slice(2);
process.exitCode = await main();

async function main() {
  if (!Object.hasOwn(commands, command)) return fail(`expected one of ${Object.keys(commands).join(", ")}`);
  if (!isInstalled()) {
    console.error("Installing the dependencies with npm ci: this may take a minute, and happens once");
    const { program, args: before } = findNpm();
    const flags = [
      "ci",
      "--include=dev",
      "--include=optional",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ];
    const code = await run(program, [...before, ...flags], process.env);
    if (code !== 0) return fail(`npm ci ended with ${code}; its output above says why`);
  }
  const node = findNode();
  if (node === undefined)
    return fail(
      `there is no Node 24: none of ${nodePackages().join(", ")} runs on ${process.platform}-${process.arch}, ` +
        `and this is Node ${process.versions.node}; install Node 24 or later and run it again`,
    );
  if (command === "bench" && args.length > 0 && !benchmarks().includes(args[0]))
    return fail(
      `expected the name of a benchmark, or none for all: ${benchmarks().join(", ") || "there is none yet"}`,
    );
  let status = 0;
  for (const { file, args: given, name } of commands[command](args)) {
    if (command === "check" || command === "bench") console.error(`> ${name}`);
    const code = await run(node, [file, ...given], withFirstOnPath(path.dirname(node)));
    status ||= code;
  }
  return status;
}

function fail(why) {
  console.error(`Cannot run "${command}": ${why}`);
  return 2;
}

function script(name, given) {
  const file = path.join(root, "scripts", name);
  return { file, args: given, name: [name, ...given].join(" ") };
}

/** A program of an installed package, started by its file: the links in .bin are shell scripts on Windows. */
function tool(packageName, given, program = packageName) {
  const folder = path.join(modules, packageName);
  const { bin } = readJson(path.join(folder, "package.json"));
  return {
    file: path.join(folder, typeof bin === "string" ? bin : bin[program]),
    args: given,
    name: program,
  };
}

function benchmarks() {
  const folder = path.join(root, "scripts", "bench");
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((each) => each.endsWith(".ts")).map((each) => each.slice(0, -3));
}

/** True when npm's own list of what it installed says what the lockfile says. npm writes that list last. */
function isInstalled() {
  const wanted = readJson(path.join(root, "package-lock.json")).packages;
  const list = path.join(modules, ".package-lock.json");
  if (!existsSync(list)) return false;
  const present = readJson(list).packages;
  const isSame = ([name, { version, integrity }]) =>
    present[name]?.version === version && present[name]?.integrity === integrity;
  return Object.entries(wanted)
    .filter(([name, { optional }]) => name !== "" && !(optional && present[name] === undefined))
    .every(isSame);
}

/** npm as it runs us, else the one beside Node, else the one on PATH. */
function findNpm() {
  const beside = ["node_modules", "../lib/node_modules"].map((folder) =>
    path.join(path.dirname(process.execPath), folder, "npm", "bin", "npm-cli.js"),
  );
  const file = [process.env.npm_execpath, ...beside].find(
    (each) => each !== undefined && path.basename(each) === "npm-cli.js" && existsSync(each),
  );
  return file === undefined ? { program: "npm", args: [] } : { program: process.execPath, args: [file] };
}

function nodePackages() {
  const names = Object.keys(readJson(path.join(root, "package.json")).optionalDependencies ?? {});
  return names.filter((each) => /^node-(bin-)?(linux|darwin|win)-/.test(each));
}

/** The Node 24 of an optional dependency where it runs, else this one where it is new enough. */
function findNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  for (const name of nodePackages().filter((each) => each.endsWith(`-${platform}-${process.arch}`))) {
    const file = path.join(modules, name, "package.json");
    if (!existsSync(file)) continue;
    const program = path.join(path.dirname(file), readJson(file).bin.node);
    if (spawnSync(program, ["--version"]).status === 0) return program;
  }
  return Number(process.versions.node.split(".")[0]) >= 24 ? process.execPath : undefined;
}

/** The environment with a folder first on PATH, which Windows may spell `Path`. */
function withFirstOnPath(folder) {
  const key = Object.keys(process.env).find((each) => each.toUpperCase() === "PATH") ?? "PATH";
  return { ...process.env, [key]: [folder, process.env[key]].filter(Boolean).join(path.delimiter) };
}

/** Runs a program to its end, passes signals on and returns its exit code, dying of the signal that it died of. */
function run(program, given, env) {
  return new Promise((resolve) => {
    const child = spawn(program, given, { cwd: root, env, stdio: "inherit" });
    // A terminal sends SIGINT to the child as well; a second one would cut its clean-up short.
    const handlers = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => {
      const handler = () => {
        if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
      };
      process.on(signal, handler);
      return [signal, handler];
    });
    const end = (code) => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
      resolve(code);
    };
    child.once("error", (error) => {
      console.error(`Cannot start "${program}": ${error.message}`);
      end(127);
    });
    child.once("exit", (code, signal) => {
      end(code ?? 1);
      if (signal !== null) process.kill(process.pid, signal);
    });
  });
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
