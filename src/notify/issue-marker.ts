import { encodeMark } from "../comment/marker.ts";
import type { NotifiedRun } from "./notified-run.ts";

/** What an issue remembers of the runs that failed; a later run reads it. */
export interface IssueState {
  /** How many runs failed. */
  failures: number;
  /** When the first of them was told, ISO 8601. */
  since: string;
  /** The last of them. */
  run: number;
  attempt: number;
}

/** How the hidden line starts by which the issue of a project, a workflow and a branch is found again. */
export function issueMarkerStart(
  name: string,
  { workflow = "", branch = "" }: Pick<NotifiedRun, "workflow" | "branch">,
): string {
  return `<!-- mlops-actions:issue:${encode(name)} workflow=${encode(workflow)} branch=${encode(branch)} `;
}

/** The whole line; no two runs have the same. */
export function renderIssueMarker(start: string, { failures, since, run, attempt }: IssueState): string {
  return `${start}failures=${failures} since=${since} run=${run} attempt=${attempt} -->`;
}

/** Reads what an issue remembers; undefined for one that does not start with the line. */
export function parseIssueMarker(body: string, start: string): IssueState | undefined {
  if (!body.startsWith(start)) return undefined;
  const [, failures, since, run, attempt] =
    /^failures=(\d{1,6}) since=([\d:TZ.-]{20,30}) run=(\d{1,15}) attempt=(\d{1,6}) -->/.exec(
      body.slice(start.length),
    ) ?? [];
  if (since === undefined) return undefined;
  return { failures: Number(failures), since, run: Number(run), attempt: Number(attempt) };
}

/** A branch may be any text, half a character too. */
function encode(text: string): string {
  return encodeMark(text.toWellFormed());
}
