/** The outcome of a child process. */
export interface ProcessResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Child processes, started without a shell and without our secrets in their environment. */
export interface Processes {
  /** Runs to the end; output is bounded to 1 MiB a stream. Throws UserError when the program is not there. */
  run(
    program: string,
    args: readonly string[],
    options?: { cwd?: string; env?: Record<string, string>; input?: string; signal?: AbortSignal; timeout?: number },
  ): Promise<ProcessResult>;
}
