import type { Context } from "../action.ts";

/** Milliseconds that work may take until signals are heard. */
const longest = 50;

/** A pause for long work to make between its steps: it hears signals, and rejects with the reason of one that stops it. */
export function pausing({ clock, signal }: Pick<Context, "clock" | "signal">): () => Promise<void> {
  let last = clock.now();
  return async () => {
    signal.throwIfAborted();
    if (clock.now() - last < longest) return;
    await clock.sleep(0, signal);
    last = clock.now();
  };
}
