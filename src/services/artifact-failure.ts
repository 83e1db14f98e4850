import { ServiceError, UserError } from "../errors.ts";

/** Why the service is given up. */
export function late(milliseconds: number): string {
  return `the artifact service did not do it within ${milliseconds / 60_000} minutes; does a proxy stand between?`;
}

/** There is an artifact of that name, which another job of the run uploaded. */
export function taken(name: string): ServiceError {
  return new ServiceError(`Cannot upload "${name}": this run has an artifact of that name`, {
    service: "artifacts",
    status: 409,
    rerun: false,
    hint: 'Give each job of a matrix a model of its own by the input "name", for example houses-${{ matrix.region }}',
  });
}

/** What a failure of the artifact service means, as ServiceError; errors for users stay. */
export function explain(act: string, cause: unknown): Error {
  if (cause instanceof ServiceError || cause instanceof UserError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (message.includes("(409)")) return taken(/"(.*)"/.exec(act)?.[1] ?? "the artifact");
  const isQuota = message.includes("quota");
  return new ServiceError(`Cannot ${act}: ${message.split("\n")[0]}`, {
    service: "artifacts",
    rerun: !isQuota,
    hint: isQuota
      ? "Delete old artifacts or shorten their retention; GitHub recounts every few hours"
      : undefined,
    cause,
  });
}
