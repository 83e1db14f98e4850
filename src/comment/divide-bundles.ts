import { legName } from "../bundle/leg.ts";
import { byStart } from "../evidence/report-order.ts";
import type { StoredReport } from "../evidence/stored-report.ts";
import { hasWorked } from "./report-run.ts";

/** What one job saved of a model's reports. */
export interface JobReports {
  /** The job's id, and what tells apart the legs of a matrix; that is the job's id where it was not set. */
  job?: string | undefined;
  leg?: string | undefined;
  reports: readonly StoredReport[];
}

/** What jobs found together. */
export interface JobsResult<T = unknown> {
  /** Whose it is, where others came to another result. */
  leg: string | undefined;
  bundles: T[];
  /** The last of each action, in the order in which they started. */
  reports: StoredReport[];
}

/** A report as text, by which it is known again where another job carries it. */
interface Piece {
  text: string;
  report: StoredReport;
  isOwn: boolean;
}

/**
 * Divides the bundles of one model by result. Jobs that follow each other carry each other's reports; where two have
 * different ones of one action, neither stands for the other: each is a result of its own, called after the values of
 * its matrix or, where several jobs have these, after its whole leg. A bundle is part of all results that it does not
 * contradict.
 */
export function divideBundles<T extends JobReports>(bundles: readonly T[]): JobsResult<T>[] {
  if (bundles.length === 0) return [];
  const read = withoutReplaced(bundles.map((bundle) => ({ bundle, pieces: piecesOf(bundle) })));
  const contested = contestedActions(read.flatMap(({ pieces }) => pieces));
  const keyed = read.map((each) => ({
    ...each,
    keys: each.pieces.flatMap(({ text, report }) => (contested.has(report.action) ? [text] : [])),
  }));
  if (contested.size === 0) return [resultOf(undefined, keyed)];
  const units = grouped(
    keyed.filter(({ keys }) => keys.length > 0),
    ({ bundle: { leg, job } }) => (leg === undefined ? job : legName(leg, job)),
  ).flatMap(([leg, members]) =>
    contestedActions(members.flatMap(({ pieces }) => pieces)).size === 0
      ? [{ leg, keys: new Set(members.flatMap(({ keys }) => keys)) }]
      : members.map(({ bundle, keys }) => ({ leg: bundle.leg ?? bundle.job, keys: new Set(keys) })),
  );
  return units
    .filter(
      ({ keys }, at) => !units.some((other, index) => index !== at && isPart(keys, other.keys, at > index)),
    )
    .map(({ leg, keys }) =>
      resultOf(
        leg,
        keyed.filter((each) => each.keys.every((key) => keys.has(key))),
      ),
    );
}

/** Whether all of one is in the other; of two that are equal the second is part of the first. */
function isPart(keys: ReadonlySet<string>, other: ReadonlySet<string>, isSecond: boolean): boolean {
  return (
    (keys.size < other.size || (isSecond && keys.size === other.size)) &&
    [...keys].every((key) => other.has(key))
  );
}

function piecesOf({ job, reports }: JobReports): Piece[] {
  return reports.map((report) => ({
    text: JSON.stringify(report),
    report,
    isOwn: job !== undefined && report.run.job === job,
  }));
}

/** Without what a job carries of another job that was run again since. */
function withoutReplaced<R extends { pieces: Piece[] }>(read: readonly R[]): R[] {
  const own = read.flatMap(({ pieces }) => pieces.filter(({ isOwn }) => isOwn));
  const texts = new Set(own.map(({ text }) => text));
  const newest = new Map<string, number>();
  for (const { report } of own) {
    const key = `${report.action} ${report.run.job}`;
    newest.set(key, Math.max(newest.get(key) ?? 0, report.run.attempt ?? 1));
  }
  const isCurrent = ({ text, report: { action, run } }: Piece): boolean =>
    texts.has(text) || (run.attempt ?? 1) >= (newest.get(`${action} ${run.job}`) ?? 0);
  return read.map((each) => ({ ...each, pieces: each.pieces.filter(isCurrent) }));
}

/** Actions of which there are different reports; that of restore or save is always its own job's. */
function contestedActions(pieces: readonly Piece[]): Set<string> {
  const working = pieces.filter(({ report }) => hasWorked([report]));
  const contested = grouped(working, ({ report }) => report.action).filter(([, own]) =>
    own.some((piece) => own.some((other) => differ(piece, other))),
  );
  return new Set(contested.map(([action]) => action));
}

/** Whether neither of two reports of one action stands for the other: what a job found again, its later report tells. */
function differ({ text, report }: Piece, { text: otherText, report: other }: Piece): boolean {
  if (text === otherText) return false;
  const isAgain = report.run.job !== other.run.job && report.report !== undefined;
  return !isAgain || JSON.stringify(report.report) !== JSON.stringify(other.report);
}

function resultOf<T>(
  leg: string | undefined,
  members: readonly { bundle: T; pieces: readonly Piece[] }[],
): JobsResult<T> {
  const latest = new Map<string, StoredReport>();
  for (const { report } of members.flatMap(({ pieces }) => pieces)) {
    const known = latest.get(report.action);
    if (known === undefined || known.started <= report.started) latest.set(report.action, report);
  }
  const reports = [...latest.values()].sort(byStart);
  return { leg, bundles: members.map(({ bundle }) => bundle), reports };
}

/** Node 20 has no Map.groupBy. */
export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>();
  for (const each of items) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return [...groups];
}
