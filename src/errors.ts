/** Where in a user's file something is wrong. Lines and columns count from 1. */
export interface Place {
  file?: string | undefined;
  line?: number | undefined;
  column?: number | undefined;
}

/** Wrong input, file or permission: the user can mend it. Shown at its place, without a stack; CLI exit 2. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly hint: string | undefined;
  readonly place: Place;

  constructor(message: string, options: Place & { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
    this.place = { file: options.file, line: options.line, column: options.column };
  }
}

/** An outside service failed after its retries were spent; CLI exit 3. `rerun` says whether a rerun may help. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly service: string;
  readonly status: number | undefined;
  readonly rerun: boolean;
  readonly hint: string | undefined;

  constructor(
    message: string,
    options: {
      service: string;
      status?: number | undefined;
      rerun?: boolean;
      hint?: string | undefined;
      cause?: unknown;
    },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.service = options.service;
    this.status = options.status;
    this.rerun = options.rerun ?? true;
    this.hint = options.hint;
  }
}
