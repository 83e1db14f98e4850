import type { Config } from "../config/config.ts";

const usual = { pull_request: "neutral", merge_group: "fail", release: "fail", other: "neutral" } as const;

/**
 * Whether a gate that cannot decide fails the step: by default where nobody looks at it again, in the merge queue and for
 * releases (the event, or the push of a tag).
 */
export function failsUndecided(
  setting: Config["gate"]["on_inconclusive"],
  { eventName, ref }: { eventName: string | undefined; ref: string | undefined },
): boolean {
  if (typeof setting === "string") return setting === "fail";
  return { ...usual, ...setting }[kindOf(eventName, ref)] === "fail";
}

function kindOf(eventName: string | undefined, ref: string | undefined): keyof typeof usual {
  if (eventName === "pull_request" || eventName === "pull_request_target") return "pull_request";
  if (eventName === "merge_group") return "merge_group";
  return eventName === "release" || ref?.startsWith("refs/tags/") ? "release" : "other";
}
