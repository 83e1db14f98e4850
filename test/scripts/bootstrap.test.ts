import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

let root: string;
beforeAll(async () => {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "mlops-bootstrap-")));
  root = path.join(folder, "a checkout (1)");
  await mkdir(path.join(root, "scripts"), { recursive: true });
  const source = path.join(import.meta.dirname, "../../scripts/bootstrap.mjs");
  await copyFile(source, path.join(root, "scripts/bootstrap.mjs"));
  await write("package.json", { name: "x", version: "1.0.0", type: "module", optionalDependencies: {} });
  await write("package-lock.json", {
    name: "x",
    version: "1.0.0",
    lockfileVersion: 3,
    packages: { "": { name: "x", version: "1.0.0" } },
  });
  await writeFile(
    path.join(root, "scripts/demo.ts"),
    `const [, , command = "", ...rest] = process.argv;
     if (command === "exit") process.exit(Number(rest[0]));
     if (command === "wait") setInterval(() => {}, 1000);
     if (command === "obey") { setInterval(() => {}, 1000); process.on("SIGTERM", () => process.exit(7)); }
     console.log(JSON.stringify({ rest, cwd: process.cwd(), node: process.execPath, path: process.env.PATH }));`,
  );
  await install({});
});
afterAll(() => rm(path.dirname(root), { recursive: true, force: true }));

const write = (name: string, value: unknown): Promise<void> =>
  writeFile(path.join(root, name), JSON.stringify(value));

async function install(packages: object): Promise<void> {
  await mkdir(path.join(root, "node_modules"), { recursive: true });
  await write("node_modules/.package-lock.json", { packages });
}

function start(...args: string[]): { child: ChildProcess; output(): string } {
  const child = spawn(process.execPath, [path.join(root, "scripts/bootstrap.mjs"), ...args], {
    cwd: tmpdir(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
  return { child, output: () => output };
}

async function run(
  ...args: string[]
): Promise<{ code: number | null; signal: string | null; output: string }> {
  const { child, output } = start(...args);
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code, signal, output: output() };
}

test("hands the arguments over, from the checkout, with its Node first on PATH", async () => {
  const { code, output } = await run("demo", "say", "a b", '"quoted" $HOME');
  expect(code).toBe(0);
  const said = JSON.parse(output);
  expect(said).toMatchObject({ rest: ["a b", '"quoted" $HOME'], cwd: root });
  expect(said.path.startsWith(path.dirname(said.node) + path.delimiter)).toBe(true);
});

test("passes the exit code on", async () => {
  expect((await run("demo", "exit", "3")).code).toBe(3);
});

test.runIf(process.platform !== "win32")("passes signals on, and dies as the child died", async () => {
  for (const [command, ending] of [
    ["wait", [null, "SIGTERM"]],
    ["obey", [7, null]],
  ] as const) {
    const { child } = start("demo", command);
    await once(child.stdout as NodeJS.ReadableStream, "data");
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual(ending);
  }
});

test("says what it can do, where it cannot do what was asked", async () => {
  expect(await run("tset")).toMatchObject({
    code: 2,
    output: 'Cannot run "tset": expected one of demo, test, bench, build, generate, check\n',
  });
  expect(await run("bench", "no")).toMatchObject({
    code: 2,
    output: 'Cannot run "bench": expected the name of a benchmark, or none for all: there is none yet\n',
  });
});

test("installs when node_modules is not what the lockfile says, and then no more", async () => {
  await install({ "node_modules/left-over": { version: "1.0.0" } });
  expect((await run("demo", "exit", "0")).output).toBe("");
  await rm(path.join(root, "node_modules"), { recursive: true });
  const lock = { name: "x", version: "1.0.0", lockfileVersion: 3 };
  await mkdir(path.join(root, "local"), { recursive: true });
  await write("local/package.json", { name: "local", version: "2.0.0" });
  await write("package.json", { name: "x", version: "1.0.0", dependencies: { local: "file:local" } });
  await write("package-lock.json", {
    ...lock,
    packages: {
      "": { name: "x", version: "1.0.0", dependencies: { local: "file:local" } },
      local: { version: "2.0.0" },
      "node_modules/local": { resolved: "local", link: true },
    },
  });
  const first = await run("demo", "exit", "4");
  expect(first.output).toContain("Installing the dependencies with npm ci");
  expect(first.code).toBe(4);
  expect(await run("demo", "exit", "5")).toMatchObject({ code: 5, output: "" });
});
