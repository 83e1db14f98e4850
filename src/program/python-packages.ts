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

/** The Python that a command runs: its path or name; undefined where it runs none that can be told. */
export function pythonOf(command: string): string | undefined {
  const named = /(?:^|[\s;&|(])((?:[\w./~-]*\/)?python(?:\d+(?:\.\d+)*)?)(?=$|[\s;&|)])/.exec(command)?.[1];
  return named ?? (/\.py\b|\bpip\b|\b(?:pytest|papermill|jupyter)\b/.test(command) ? "python3" : undefined);
}
