import { existsSync } from "node:fs";
import path from "node:path";
import { UserError } from "../errors.ts";

/** The outcome of a child process; each stream is cut at 1 MiB. */
export interface ProcessResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** How a child process is started. */
export interface ProcessOptions {
  cwd?: string;
  /** Laid over the inherited environment, from which our own variables are dropped. */
  env?: Record<string, string>;
  signal?: AbortSignal;
  /** Milliseconds. */
  timeout?: number;
  /** Takes the output as bytes, of any length; `stdout` is empty then. */
  onOutput?: (chunk: Uint8Array) => void;
}

/** Child processes, started without a shell and without our secrets in their environment. */
export interface Processes {
  /** Whether a program is on the PATH. */
  has(program: string): boolean;
  /** Runs to the end. Throws UserError when the program is not there. */
  run(program: string, args: readonly string[], options?: ProcessOptions): Promise<ProcessResult>;
}

const outputBound = 1 << 20;

/** Real child processes; `env` is the environment that they inherit. */
export function createProcesses(env: Record<string, string | undefined>): Processes {
  return {
    has(program) {
      const name = process.platform === "win32" ? `${program}.exe` : program;
      const folders = Object.entries(env).find(([key]) => /^path$/i.test(key))?.[1] ?? "";
      return folders
        .split(path.delimiter)
        .some((folder) => folder !== "" && existsSync(path.join(folder, name)));
    },
    async run(program, args, options = {}) {
      // Loaded when first used, as most actions start no process.
      const { spawn } = await import("node:child_process");
      return new Promise((resolve, reject) => {
        const child = spawn(program, args, {
          cwd: options.cwd,
          env: { ...withoutSecrets(env), ...options.env },
          stdio: ["ignore", "pipe", "pipe"],
          signal: options.signal,
          timeout: options.timeout,
          windowsHide: true,
        });
        const streams = { stdout: "", stderr: "" };
        for (const name of ["stdout", "stderr"] as const)
          if (name === "stdout" && options.onOutput !== undefined) child.stdout.on("data", options.onOutput);
          else
            child[name].setEncoding("utf8").on("data", (chunk: string) => {
              if (streams[name].length < outputBound) streams[name] += chunk;
            });
        child.on("error", (cause: NodeJS.ErrnoException) => {
          reject(
            cause.code === "ENOENT"
              ? new UserError(`Cannot run "${program}": it is not installed`, { cause })
              : cause,
          );
        });
        child.on("close", (code) => resolve({ exitCode: code ?? 1, ...streams }));
      });
    },
  };
}

/** The environment without action inputs, runner tokens, saved state, and the runner's command files. */
export function withoutSecrets(env: Record<string, string | undefined>): Record<string, string> {
  const own = /^(INPUT_|ACTIONS_|STATE_)|^GITHUB_(TOKEN|ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$/i;
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !own.test(entry[0]),
    ),
  );
}
