import { codeOf } from "./file-error.ts";

/** No way to a server, or another in its place. Names no more of the request than the proxy that stands between. */
export class ConnectionFailure extends Error {
  /** Whether another try may help. */
  readonly rerun: boolean;
  readonly hint: string | undefined;

  constructor(message: string, options: { rerun: boolean; hint?: string | undefined }) {
    super(message);
    this.rerun = options.rerun;
    this.hint = options.hint;
  }
}

/** What to say of a request that no answer came to, and whether another try may help. */
export interface Unanswered {
  reason: string;
  rerun: boolean;
  hint: string | undefined;
  /** True where no byte of the request can have reached the server. */
  isUnsent: boolean;
}

const certificates = /^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|ERR_TLS_CERT)/;
/** Codes of Node for what stays as it is: a host that there is not, what is no TLS, a certificate that is none. */
const lasting = /^(ENOTFOUND|ERR_TLS|ERR_SSL_WRONG_VERSION|ERR_INVALID_|ERR_OSSL_)/;

const hints = {
  certificate:
    "Where a proxy or a server of your own has a certificate of your company's, set NODE_EXTRA_CA_CERTS to the PEM file of its CA",
  pem: "A certificate that is set, as by MLFLOW_TRACKING_CLIENT_CERT_PATH, is to be a PEM file with its key, without a passphrase",
  character: "A token or password holds a line break or another character that cannot be sent: set it again",
};

/**
 * Reads an error of a request, or the one that is its cause. A host that is known to exist may be found the next time.
 */
export function explainUnanswered(error: unknown, isKnownHost = false): Unanswered {
  const failure = connectionFailureOf(error);
  if (failure) return { reason: failure.message, rerun: failure.rerun, hint: failure.hint, isUnsent: true };
  // Where a host has several addresses, what went wrong with each of them comes together.
  const isOfConnecting = [error, causeOf(error)].some(
    (each) =>
      each instanceof AggregateError ||
      /^(connect|getaddrinfo)$/.test((each as { syscall?: string } | undefined)?.syscall ?? ""),
  );
  const code = codeOf(error) ?? codeOf(causeOf(error)) ?? "";
  const isCertificate = certificates.test(code);
  return {
    reason: reasonOf(error),
    rerun: !isCertificate && (!lasting.test(code) || (isKnownHost && code === "ENOTFOUND")),
    hint: isCertificate ? hints.certificate : hintOf(code),
    isUnsent: isCertificate || lasting.test(code) || isOfConnecting,
  };
}

function hintOf(code: string): string | undefined {
  if (code.startsWith("ERR_OSSL_")) return hints.pem;
  return code === "ERR_INVALID_CHAR" ? hints.character : undefined;
}

/** The error itself or its cause, where it is one of these. */
export function connectionFailureOf(error: unknown): ConnectionFailure | undefined {
  return [error, causeOf(error)].find((each) => each instanceof ConnectionFailure);
}

/** What went wrong, in the words of the error below where there is one. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = causeOf(error);
  for (const each of [error, inner])
    if (each instanceof AggregateError && each.errors[0] instanceof Error) return each.errors[0].message;
  return inner instanceof Error ? inner.message : error.message;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
