import { isRecord } from "../is-record.ts";
import { repository } from "../runner/version.ts";

/** A workflow of the repository, as parsed: any part of it may be missing or of another shape. */
export interface WorkflowFile {
  /** Relative to the repository. */
  file: string;
  content: Record<string, unknown>;
}

/** What is looked at of a step. */
export interface WorkflowStep {
  uses?: unknown;
  run?: unknown;
  if?: unknown;
  with?: unknown;
  env?: unknown;
}

/** The jobs by their id, with their steps. */
export function jobsOf({
  content,
}: WorkflowFile): { id: string; job: Record<string, unknown>; steps: WorkflowStep[] }[] {
  return Object.entries(objectOf(content.jobs)).map(([id, value]) => {
    const job = objectOf(value);
    return {
      id,
      job,
      steps: (Array.isArray(job.steps) ? job.steps : []).map((step): WorkflowStep => objectOf(step)),
    };
  });
}

/** What the workflow says of an event: undefined where it does not start on it. */
export function startsOn({ content }: WorkflowFile, event: string): Record<string, unknown> | undefined {
  const { on } = content;
  if (on === event || (Array.isArray(on) && on.includes(event))) return {};
  return isRecord(on) && Object.hasOwn(on, event) ? objectOf(on[event]) : undefined;
}

/** Name of our action that a step uses; "" for the root action; undefined for others'. */
export function actionOf({ uses }: WorkflowStep): string | undefined {
  if (typeof uses !== "string") return undefined;
  const [target = ""] = uses.split("@");
  if (target === repository) return "";
  const below = `${repository}/actions/`;
  return target.startsWith(below) ? target.slice(below.length) : undefined;
}

/** The value where it is an object, else an empty one. */
export function objectOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
