import { createHash } from "node:crypto";

/**
 * The artifact's name: `mlops-<project>~<leg>~<attempt>`. Names of projects have no `~`, and a leg has one where it has a
 * space, so that no two projects and legs share a name, and a URL takes it as it is.
 */
export function bundleName(project: string, leg: string | undefined, attempt: number): string {
  return `${stemOf(project, leg)}~${attempt}`;
}

/** How the names of a project's bundles start, and no other project's. */
export function bundlePrefix(project: string): string {
  return `${stemOf(project, undefined)}~`;
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
    const [, stem, attempt] = /^(.+)~(\d{1,6})$/.exec(artifact.name) ?? [];
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
  return leg === undefined ? `${stem}~`.startsWith(bundlePrefix(project)) : stem === stemOf(project, leg);
}

function stemOf(project: string, leg: string | undefined): string {
  return `mlops-${project}${leg === undefined ? "" : `~${cleanLeg(leg)}`}`;
}

/** Artifact names allow few characters that a job or matrix value has; what is lost with the others a digest tells apart. */
function cleanLeg(leg: string): string {
  const clean = leg.replace(/[^A-Za-z0-9._ -]+/g, "-").slice(0, 100);
  const name = clean.trim().replace(/ +/g, "~");
  return name.replaceAll("~", " ") === leg && leg !== "" ? name : `${name}-${shortDigest(leg)}`;
}

/** Eight hexadecimal digits that tell apart what reads alike. */
export function shortDigest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
