import { fileURLToPath } from "node:url";

type Child = import("node:child_process").ChildProcess;

/** Starts a module of ours, which answers `exchange`, in a process with no more of an environment than is given. */
export async function startServing(
  entry: URL,
  { env, signal }: { env: Record<string, string>; signal: AbortSignal },
): Promise<Child> {
  const { fork } = await import("node:child_process");
  const child = fork(fileURLToPath(entry), {
    env,
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    signal,
    killSignal: "SIGKILL",
  });
  child.on("error", () => {}); // it ends, and who waits for a reply learns it from that
  return child;
}

/** Why a process gave no reply: it took too long, or it ended. */
export interface NoReply {
  ended: "time" | "exit";
  exitCode: number | null;
}

/**
 * Sends a request to a child process and waits for its reply; the end of the process is one too. After `timeout`
 * milliseconds the process is killed. Throws the signal's reason once that is aborted.
 */
export function exchange<Request extends object, Reply extends object>(
  child: Child,
  request: Request,
  { timeout, signal }: { timeout: number | undefined; signal: AbortSignal },
): Promise<Reply | NoReply> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer =
      timeout === undefined
        ? undefined
        : setTimeout(() => {
            isLate = true;
            child.kill("SIGKILL");
          }, timeout);
    const end = (): void => {
      clearTimeout(timer);
      child.off("message", onReply).off("exit", onExit).off("error", onError);
    };
    const onReply = (reply: unknown): void => {
      end();
      resolve(reply as Reply);
    };
    const onExit = (exitCode: number | null): void => {
      end();
      if (signal.aborted) reject(signal.reason);
      resolve({ ended: isLate ? "time" : "exit", exitCode });
    };
    const onError = (): void => onExit(null); // where it cannot even start, there is no exit
    child.on("message", onReply).on("exit", onExit).on("error", onError);
    if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode);
    else child.send(request, () => {}); // where it cannot be sent, the process is about to end
  });
}
