import type { Place } from "../errors.ts";

/** Progress of a long step. `update` may be called often; the log decides what it shows. */
export interface Progress {
  /** `done` of `total` units; `note` is a short text such as `R² 0.81`. */
  update(done: number, total: number, note?: string): void;
  /** Ends the step with what came of it, such as `20,640 rows in 0.2 s`. */
  end(note?: string): void;
}

/** What a program prints, passed on as it comes. */
export interface Output {
  /** Ends when the bytes were taken, so that who waits for it never runs ahead of its reader. */
  write(chunk: Uint8Array): Promise<void>;
  /** A line of ours between what it prints, which no runner reads as a command either. */
  note(text: string): void;
  /** Ends the step with what came of it, and whether that was meant. */
  end(note: string, isGood: boolean): void;
}

/** What a person sees while it runs. Text is data: the GitHub log encodes it so that no command gets through. */
export interface Log {
  info(message: string): void;
  warn(message: string, place?: Place): void;
  debug(message: string): void;
  /** Starts a step with a title; a fold on GitHub, a live line on a terminal. */
  progress(title: string): Progress;
  /** Starts a step that shows what a program prints. Nothing that it prints acts as a command to GitHub. */
  output(title: string): Output;
}

/** A log that keeps its lines, for tests. */
export function memoryLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const add = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  return {
    lines,
    info: add("info"),
    warn: add("warning"),
    debug: add("debug"),
    progress(title) {
      lines.push(`step: ${title}`);
      return { update() {}, end: (note) => void lines.push(`done: ${title}${note ? ` (${note})` : ""}`) };
    },
    output(title) {
      const decoder = new TextDecoder();
      lines.push(`step: ${title}`);
      return {
        write: async (chunk) => void lines.push(decoder.decode(chunk, { stream: true })),
        note: (text) => void lines.push(`note: ${text}`),
        end: (note) => void lines.push(`done: ${title} (${note})`),
      };
    },
  };
}
