import { ServiceError } from "../errors.ts";

/** What the server says in an error: its code and its words. */
export interface MlflowRefusal {
  code: string | undefined;
  message: string;
}

/** Statuses after which MLflow's own client asks again. */
const transient = new Set([408, 429, 500, 502, 503, 504]);

/** Reads `{"error_code", "message"}`; other texts are words. */
export function readRefusal(text: string): MlflowRefusal {
  try {
    const { error_code: code, message } = JSON.parse(text) as Record<string, unknown>;
    return {
      code: typeof code === "string" ? code : undefined,
      message: typeof message === "string" ? message : "",
    };
  } catch {
    return { code: undefined, message: /^\s*</.test(text) ? "" : text };
  }
}

/** An answer other than 200 as an error that says what to do; no secret is part of it. */
export function explainMlflow({
  status,
  code,
  message,
  host,
  secrets,
  act,
}: MlflowRefusal & { status: number; host: string; secrets: readonly string[]; act: string }): ServiceError {
  const isHost = status === 403 && /invalid host header/i.test(message);
  let words = message.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
  for (const secret of secrets) words = words.replaceAll(secret, "***");
  const why = [401, 403].includes(status) && !isHost ? "access denied" : words.slice(0, 300);
  const hint = isHost
    ? `Start the server with --allowed-hosts ${host}`
    : status === 401 || status === 403
      ? "Check MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN"
      : /deleted/i.test(words)
        ? "Restore it on the server, or name another one by MLFLOW_EXPERIMENT_NAME"
        : undefined;
  const quoted = [code, `status ${status}`].filter((each) => each !== undefined).join(", ");
  return new ServiceError(`Cannot ${act}: ${why || "the server refuses"} (${quoted.slice(0, 100)})`, {
    service: host,
    status,
    rerun: transient.has(status),
    ...(hint !== undefined && { hint }),
  });
}
