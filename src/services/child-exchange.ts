type Child = import("node:child_process").ChildProcess;

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
