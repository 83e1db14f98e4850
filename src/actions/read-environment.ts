import type { Context } from "../action.ts";
import { digestFile } from "../evidence/digest.ts";
import { packagesOf, pythonOf } from "../program/python-packages.ts";

/** What a program's result depends on, beside its files and data. */
export interface ProgramEnvironment {
  python: string | undefined;
  /** `pip freeze` of it; undefined without Python. */
  packages: string | undefined;
  /** GPU and driver, where there is one. */
  accelerator: string | undefined;
}

/** Prints the version and the folders that packages are looked for in. */
const question = "import sys; print(sys.version.split()[0]); print('\\n'.join(sys.path[1:]))";
/** Milliseconds that a Python or driver has to answer. */
const patience = 20_000;

/** The Python of a command with its packages, and the GPU. Costs the start of Python, a few hundredths of a second. */
export async function readProgramEnvironment(context: Context, command: string): Promise<ProgramEnvironment> {
  const [python, accelerator] = await Promise.all([askPython(context, command), askDriver(context)]);
  return { ...python, accelerator };
}

async function askPython(
  { process: processes, files, project, signal }: Context,
  command: string,
): Promise<Pick<ProgramEnvironment, "python" | "packages">> {
  const program = pythonOf(command);
  const none = { python: undefined, packages: undefined };
  if (program === undefined) return none;
  const cwd = (await files.locate(project.directory)) ?? files.root;
  const answer = await processes
    .run(program, ["-c", question], { cwd, signal, timeout: patience })
    .catch(() => undefined);
  if (answer?.exitCode !== 0) return none;
  const [version, ...folders] = answer.stdout.trim().split(/\r?\n/);
  const { readdir } = await import("node:fs/promises");
  const names = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
  return { python: version?.slice(0, 100), packages: `${packagesOf(names).join("\n")}\n` };
}

async function askDriver({ process: processes, signal }: Context): Promise<string | undefined> {
  const { existsSync } = await import("node:fs");
  if (!existsSync("/proc/driver/nvidia/version")) return undefined;
  const answer = await processes
    .run("nvidia-smi", ["--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"], {
      signal,
      timeout: patience,
    })
    .catch(() => undefined);
  return answer?.exitCode === 0 ? answer.stdout.trim().replaceAll("\n", "; ").slice(0, 1000) : undefined;
}

/** What of an environment stands in the manifest. */
export function environmentFacts({ python, packages, accelerator }: ProgramEnvironment) {
  return {
    ...(python !== undefined && { python }),
    ...(packages !== undefined && { packages: digestFile(packages) }),
    ...(accelerator !== undefined && { accelerator }),
  };
}
