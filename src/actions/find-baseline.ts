import { UserError } from "../errors.ts";
import { type GateMetrics, parseMetrics } from "../gate/parse-metrics.ts";
import type { BaseContext } from "./base-bundle.ts";
import { inputPath, within } from "./project.ts";

/** The metrics that a model's are compared with and where they come from, or in words why there are none. */
export type Baseline =
  | { metrics: GateMetrics; shown: string; why?: undefined }
  | { metrics?: undefined; shown?: undefined; why: string; hint?: string | undefined };

/** What `gate.baseline` may name beside paths, and which runs each means. */
const names = { auto: undefined, base_commit: "commit", base_branch: "branch" } as const;

/** The first of `gate.baseline`, or of the input, that there is. Throws UserError for a path that cannot be used. */
export async function findBaseline(
  context: BaseContext,
  given: { baseline?: string | undefined; "working-directory": string },
): Promise<Baseline> {
  const { project, files } = context;
  const asked = given.baseline === undefined ? [project.config.gate.baseline].flat() : [given.baseline];
  let none: Baseline | undefined;
  for (const name of asked) {
    if (!isName(name)) {
      const path =
        given.baseline === undefined
          ? within(project.directory, name)
          : await inputPath(files, given["working-directory"], name);
      return readAt(context, path);
    }
    const found = await findInBundle(context, name);
    if (found.metrics) return found;
    none ??= found;
  }
  return none ?? { why: "none is named" };
}

function isName(name: string): name is keyof typeof names {
  return Object.hasOwn(names, name);
}

async function findInBundle(context: BaseContext, name: keyof typeof names): Promise<Baseline> {
  const [{ findBaseBundle }, { readBase }] = await Promise.all([
    import("./find-base-bundle.ts"),
    import("./base-bundle.ts"),
  ]);
  const found = await findBaseBundle(context, names[name]);
  if (found.base === undefined) return found;
  const { base } = found;
  const { shown } = base;
  try {
    const text = await readBase(context.files, base, "evidence/metrics.json");
    if (text === undefined) return { why: `${shown} has no metrics` };
    if (base.manifest === undefined) return { why: `${shown} has no manifest beside its metrics` };
    return { metrics: parseMetrics(text, `metrics.json of ${shown}`), shown };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { why: error.message };
  }
}

async function readAt(context: BaseContext, path: string): Promise<Baseline> {
  const { files } = context;
  const isFolder = (await files.size(path)) === undefined && (await files.exists(path));
  if (!isFolder && !/\.(tar\.gz|tgz)$/.test(path))
    return { metrics: parseMetrics(await files.read(path), path), shown: path };
  const [{ openBaseAt }, { readBase }] = await Promise.all([
    import("./base-at-hand.ts"),
    import("./base-bundle.ts"),
  ]);
  const base = await openBaseAt(context, path);
  const text = await readBase(files, base, "evidence/metrics.json");
  return text === undefined
    ? { why: `"${path}" has no metrics` }
    : { metrics: parseMetrics(text, path), shown: path };
}
