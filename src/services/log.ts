import type { Place } from "../errors.ts";

/** Progress of a long step: `update` may be called often, the log decides what it shows. */
export interface Progress {
  /** `done` of `total` units; `note` is a short text such as `R² 0.81`. */
  update(done: number, total: number, note?: string): void;
  end(note?: string): void;
}

/** What a person sees while it runs. Text is data: the GitHub log encodes it so that no command gets through. */
export interface Log {
  info(message: string): void;
  warn(message: string, place?: Place): void;
  debug(message: string): void;
  /** Starts a step with a title; a fold on GitHub, a live bar on a terminal. */
  progress(title: string): Progress;
}
