/** The artifact's name: a leg becomes one whatever characters it has. */
export function bundleName(project: string, leg: string | undefined, attempt: number): string {
  const middle = leg === undefined ? "" : `-${cleanLeg(leg)}`;
  return `${bundlePrefix(project)}${middle}-${attempt}`;
}

/** How the names of a project's bundles start. Another project's may start so too: their index tells. */
export function bundlePrefix(project: string): string {
  return `mlops-${project}`;
}

/**
 * The newest attempt of each bundle, of one project or of all, of one leg or of all, oldest first: a job that was rerun
 * replaces what it saved before, and a job that was not keeps it. `artifacts` are newest first.
 */
export function chooseBundles<T extends { name: string }>(
  artifacts: readonly T[],
  { project, leg }: { project: string | undefined; leg?: string | undefined },
): T[] {
  const newest = new Map<string, { attempt: number; artifact: T }>();
  for (const artifact of artifacts) {
    const [, stem, attempt] = /^(.+)-(\d{1,6})$/.exec(artifact.name) ?? [];
    if (stem === undefined || !isOf(stem, project, leg)) continue;
    const known = newest.get(stem);
    if (known === undefined || known.attempt < Number(attempt))
      newest.set(stem, { attempt: Number(attempt), artifact });
  }
  const chosen = new Set([...newest.values()].map((each) => each.artifact));
  return artifacts.filter((each) => chosen.has(each)).reverse();
}

function isOf(stem: string, project: string | undefined, leg: string | undefined): boolean {
  if (project === undefined) return true;
  if (leg !== undefined) return `${stem}-` === bundleName(project, leg, 0).slice(0, -1);
  return stem === bundlePrefix(project) || stem.startsWith(`${bundlePrefix(project)}-`);
}

/** Artifact names allow few characters that a job or matrix value has. */
function cleanLeg(leg: string): string {
  return leg.replace(/[^A-Za-z0-9._-]+/g, "-").slice(0, 100);
}
