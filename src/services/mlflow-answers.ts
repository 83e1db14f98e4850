import { ServiceError } from "../errors.ts";

/** Text deep in an answer; undefined where there is none. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  let at = value;
  for (const name of path) at = (at as Record<string, unknown> | null | undefined)?.[name];
  return typeof at === "string" && at !== "" ? at : undefined;
}

/** Throws ServiceError: the server left out what an answer must have. */
export function noAnswer({ host }: { host: string }, act: string): never {
  throw new ServiceError(`Cannot ${act}: "${host}" answers as no MLflow does`, {
    service: host,
    rerun: false,
  });
}

/** Tag by which a run or a model is found whose making had no answer. */
export const markTag = "mlops.mark";

/** Text with its percent signs undone; those that escape nothing stay. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
