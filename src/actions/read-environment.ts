import type { Context } from "../action.ts";
import { digestFile } from "../evidence/digest.ts";
import { type AskedPython, packagesOf, pythonOf } from "../program/python-packages.ts";

/** What a program's result depends on, beside its files and data. */
export interface ProgramEnvironment {
  python: string | undefined;
  /** `pip freeze` of it; undefined without Python. */
  packages: string | undefined;
  /** GPU and driver, where there is one. */
  accelerator: string | undefined;
  /** Newest CUDA that the driver runs. */
  cuda: string | undefined;
}

/** Prints the version and the folders that packages are looked for in. */
const question = "import sys; print(sys.version.split()[0]); print('\\n'.join(sys.path[1:]))";
/** Milliseconds that a Python or driver has to answer. */
const patience = 20_000;

/**
 * The Python of a command with its packages, where they are there before it runs, and the GPU. Costs the start of Python,
 * a few hundredths of a second.
 */
export async function readProgramEnvironment(context: Context, command: string): Promise<ProgramEnvironment> {
  const python = pythonOf(command);
  const [packages, driver] = await Promise.all([
    python?.isMade === false ? askPython(context, python) : unknownPython,
    askDriver(context),
  ]);
  return { ...packages, ...driver };
}

/** The same once the command ran: tools such as uv make its Python's environment only then. */
export async function readMadeEnvironment(
  context: Context,
  command: string,
  before: ProgramEnvironment,
): Promise<ProgramEnvironment> {
  const python = pythonOf(command);
  return python?.isMade ? { ...before, ...(await askPython(context, python)) } : before;
}

const unknownPython = { python: undefined, packages: undefined };

async function askPython(
  { process: processes, files, project, signal }: Context,
  { program, args }: AskedPython,
): Promise<Pick<ProgramEnvironment, "python" | "packages">> {
  const cwd = (await files.locate(project.directory)) ?? files.root;
  const answer = await processes
    .run(program, [...args, "-c", question], { cwd, signal, timeout: patience })
    .catch(() => undefined);
  if (answer?.exitCode !== 0) return unknownPython;
  const [version, ...folders] = answer.stdout.trim().split(/\r?\n/);
  const { readdir } = await import("node:fs/promises");
  const names = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
  return { python: version?.slice(0, 100), packages: `${packagesOf(names).join("\n")}\n` };
}

async function askDriver({
  process: processes,
  signal,
}: Context): Promise<Pick<ProgramEnvironment, "accelerator" | "cuda">> {
  if (!processes.has("nvidia-smi")) return { accelerator: undefined, cuda: undefined };
  const ask = async (...args: string[]): Promise<string | undefined> => {
    const answer = await processes
      .run("nvidia-smi", args, { signal, timeout: patience })
      .catch(() => undefined);
    return answer?.exitCode === 0 ? answer.stdout : undefined;
  };
  const [cards, summary] = await Promise.all([
    ask("--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"),
    ask(),
  ]);
  return {
    accelerator:
      cards
        ?.trim()
        .split(/\s*\n\s*/)
        .join("; ")
        .slice(0, 1000) || undefined,
    cuda: /\bCUDA (?:\w+ )?Version *: *(\d+(?:\.\d+)*)/.exec(summary ?? "")?.[1]?.slice(0, 100),
  };
}

/** What of an environment stands in the manifest. */
export function environmentFacts({ python, packages, accelerator, cuda }: ProgramEnvironment) {
  return {
    ...(python !== undefined && { python }),
    ...(packages !== undefined && { packages: digestFile(packages) }),
    ...(accelerator !== undefined && { accelerator }),
    ...(cuda !== undefined && { cuda }),
  };
}
