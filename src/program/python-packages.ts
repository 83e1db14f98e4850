/**
 * The packages of a Python environment by the names of its `.dist-info` folders, as `pip freeze` names them:
 * `scikit-learn==1.9.1`, sorted. Of a package that is there twice the first one counts, as for Python's imports.
 */
export function packagesOf(folders: readonly (readonly string[])[]): string[] {
  const versions = new Map<string, string>();
  for (const names of folders)
    for (const name of names) {
      const [, title, version] = /^(.+?)-(\d[^-]*)\.dist-info$/.exec(name) ?? [];
      if (title === undefined || version === undefined) continue;
      const key = title.replace(/[-_.]+/g, "-").toLowerCase();
      if (!versions.has(key)) versions.set(key, version);
    }
  return [...versions].map(([name, version]) => `${name}==${version}`).sort();
}

/** How the Python of a command is asked. */
export interface AskedPython {
  program: string;
  /** What comes before Python's own arguments. */
  args: string[];
  /** Whether its environment is made as the command runs, and is not to be asked before. */
  isMade: boolean;
}

/** The Python that a command runs, itself or through a tool of environments; undefined where it runs none that can be told. */
export function pythonOf(command: string): AskedPython | undefined {
  const launched =
    /(?:^|[\s;&|(])(uv|poetry|pdm|pipenv|hatch|rye|pixi|conda|mamba|micromamba)[ \t]+run\b([^\n;&|]*)/.exec(
      command,
    );
  if (launched) {
    const [, program = "", rest = ""] = launched;
    const words = rest.trim().split(/\s+/);
    const end = words.findIndex((word) => runs.test(word));
    const args = end < 0 ? [] : words.slice(0, end);
    // What a shell would change is not asked for.
    if (args.some((word) => !/^[\w.,:=@/~+<>[\]-]+$/.test(word))) return undefined;
    return { program, args: ["run", ...args, "python"], isMade: !/(?:conda|mamba)$/.test(program) };
  }
  const activated = /(?:^|[\s;&|(])(?:source|\.)[ \t]+([\w./-]+)\/activate(?=$|[\s;&|)])/.exec(command)?.[1];
  if (activated !== undefined) return { program: `${activated}/python`, args: [], isMade: true };
  const named = /(?:^|[\s;&|(])((?:[\w./~-]*\/)?python(?:\d+(?:\.\d+)*)?)(?=$|[\s;&|)])/.exec(command)?.[1];
  const isPython = /\.py\b|\bpip\b|\b(?:pytest|papermill|jupyter)\b/.test(command);
  return named !== undefined || isPython
    ? { program: named ?? "python3", args: [], isMade: false }
    : undefined;
}

/** The word that ends a tool's own options: what it runs. */
const runs =
  /(?:^|\/)python[\d.]*$|\.py$|^(?:-m|--module|-s|--script|papermill|jupyter|pytest|accelerate|torchrun|dvc|kedro)$/;
