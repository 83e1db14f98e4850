import type { Subject } from "./find-subject.ts";

/**
 * True where GitHub gives a read-only token whatever the workflow asks for: to forks and to Dependabot. A run that
 * starts when another one ends has the repository's own, and so has one on `pull_request_target` but for Dependabot.
 */
export function hasReadOnlyToken(
  subject: Subject,
  { event, eventName }: { event: unknown; eventName: string | undefined },
): boolean {
  if (eventName === "workflow_run") return false;
  const sender = (event as { sender?: { login?: unknown } } | undefined)?.sender?.login;
  if (sender === "dependabot[bot]") return true;
  return eventName !== "pull_request_target" && subject.kind !== "none" && subject.isFork;
}
