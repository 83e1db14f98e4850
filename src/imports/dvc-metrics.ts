import { isRecord } from "../is-record.ts";
import { type ImportedFile, type ImportedMetrics, numbersBelow, unreadable } from "./imported-metrics.ts";
import { entriesOf } from "./metric-values.ts";

/** Metrics by file and name. */
type Files = readonly (readonly [
  file: string,
  metrics: readonly (readonly [name: string, value: number])[],
])[];

/**
 * What `dvc metrics diff --json` prints (DVC 3.67): `{file: {metric: {old, new, diff}}}`, both models in one. A metric
 * that is null on a side is not there on that side. Undefined for what is none.
 */
export function parseDvcDiff(root: unknown, file: ImportedFile): ImportedMetrics | undefined {
  const files = entriesOf(root);
  const isDiff =
    files.length > 0 &&
    files.every(([, metrics]) => isRecord(metrics) && Object.values(metrics).every(isChange)) &&
    files.some(([, metrics]) => entriesOf(metrics).length > 0);
  if (!isDiff) return undefined;
  if (file.part !== undefined)
    throw unreadable(file, `"${file.part}" is not in it: it is one comparison`, "Name the file alone");
  const side = (key: "old" | "new"): Files =>
    files.map(([name, metrics]) => [
      name,
      entriesOf(metrics).flatMap(([metric, change]) =>
        isChange(change) && typeof change[key] === "number" ? [[metric, change[key]] as const] : [],
      ),
    ]);
  const [before, now] = [side("old"), side("new")];
  const named = nameMetrics([before, now]);
  return {
    from: "dvc metrics diff",
    values: named(now),
    baseline: { values: named(before), shown: `the old values in ${file.file}` },
  };
}

function isChange(value: unknown): value is Record<"old" | "new", unknown> {
  if (!isRecord(value) || !("old" in value && "new" in value)) return false;
  return Object.keys(value).every((key) => ["old", "new", "diff"].includes(key));
}

/**
 * What `dvc metrics show --json` prints (DVC 3.67): `{revision: {data: {file: {data: metrics}}}}`, the workspace as `""`
 * or `workspace`. The workspace is what is judged, and the one other revision what it is compared with; of more, the part
 * says which. Undefined for what is none.
 */
export function parseDvcShow(root: unknown, file: ImportedFile): ImportedMetrics | undefined {
  const revisions = entriesOf(root);
  if (revisions.length === 0 || !revisions.every(([, each]) => isRevision(each))) return undefined;
  const asked = file.part ?? (revisions.length === 1 ? revisions[0]![0] : "workspace");
  // Several names of one commit stand in one key.
  const isAsked = ([name]: [string, unknown]): boolean => name === asked || name.split(",").includes(asked);
  const own = revisions.find(isAsked);
  if (own === undefined)
    throw unreadable(
      file,
      file.part === undefined
        ? `it has ${revisions.length} revisions, and none is the workspace`
        : `it has no revision "${asked}"`,
      `Write which is meant behind the file's name, as in ${file.file}#main`,
    );
  const others = file.part === undefined ? revisions.filter((each) => each !== own) : [];
  const failed = filesOf(own[1]).find(([, entry]) => isRecord(entry) && "error" in entry);
  if (failed !== undefined)
    throw unreadable(file, `DVC could not read "${failed[0]}"`, "Run dvc metrics show, which says why");
  const read = (revision: unknown): Files =>
    filesOf(revision).map(([name, entry]) => [name, isRecord(entry) ? numbersBelow(entry.data) : []]);
  const named = nameMetrics(revisions.map(([, revision]) => read(revision)));
  const [other] = others;
  return {
    from: "dvc metrics show",
    values: named(read(own[1])),
    ...(others.length === 1 &&
      other && { baseline: { values: named(read(other[1])), shown: `${other[0]} in ${file.file}` } }),
  };
}

function isRevision(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (isRecord(value.error) && value.data === undefined) return true;
  const files = filesOf(value);
  return (
    files.length > 0 && files.every(([, entry]) => isRecord(entry) && ("data" in entry || "error" in entry))
  );
}

function filesOf(revision: unknown): [string, unknown][] {
  return isRecord(revision) ? entriesOf(revision.data) : [];
}

/** Names metrics as they are called in the one file that has them; those of several files with the file before them. */
function nameMetrics(models: readonly Files[]): (files: Files) => Record<string, number> {
  const owners = new Map<string, Set<string>>();
  for (const [file, metrics] of models.flat())
    for (const [name] of metrics) owners.set(name, (owners.get(name) ?? new Set()).add(file));
  return (files) =>
    Object.fromEntries(
      files.flatMap(([file, metrics]) =>
        metrics.map(([name, value]) => [owners.get(name)!.size > 1 ? `${file}.${name}` : name, value]),
      ),
    );
}
