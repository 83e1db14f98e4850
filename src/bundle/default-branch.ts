import * as z from "zod";
import { ownEvents } from "./workflow-run.ts";

const payload = z.object({ repository: z.object({ default_branch: z.string().min(1).max(255) }) });

/** The repository's default branch, as the event says. */
export function defaultBranch(event: unknown): string | undefined {
  return payload.safeParse(event).data?.repository.default_branch;
}

/** Whether a run is for the default branch itself, and no pull request decides what it runs. */
export function isOfDefaultBranch(run: {
  event: unknown;
  eventName: string | undefined;
  ref: string | undefined;
}): boolean {
  const branch = defaultBranch(run.event);
  return (
    branch !== undefined && run.ref === `refs/heads/${branch}` && ownEvents.includes(run.eventName ?? "")
  );
}
