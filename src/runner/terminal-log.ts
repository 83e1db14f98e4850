import { randomUUID } from "node:crypto";
import type { Log } from "../services/log.ts";
import { makeLinesVisible, makeVisible } from "../visible-text.ts";

/** A stream to write on, and whether a person watches it. */
export interface Screen {
  write(text: string | Uint8Array, done?: () => void): void;
  isTerminal: boolean;
  columns: number;
  /** Whether a runner of GitHub reads along, for which lines of a program must not be commands. */
  isRead?: boolean;
}

/** The log of a terminal, on standard error: a live line for each step, or its end alone where nobody watches. */
export function terminalLog(screen: Screen, verbose = false): Log {
  const line = (text: string): void => screen.write(`${makeLinesVisible(text)}\n`);
  return {
    info: line,
    warn: (message, place) => {
      const where = place?.file ? ` (${place.file}${place.line ? `:${place.line}` : ""})` : "";
      line(`warning: ${message}${where}`);
    },
    debug: (message) => {
      if (verbose) line(message);
    },
    progress(title) {
      const draw = (text: string): void => {
        if (screen.isTerminal)
          screen.write(`\r\u001b[K${makeLinesVisible(text).slice(0, screen.columns - 1)}`);
      };
      let lastDrawn = 0;
      draw(`… ${title}`);
      return {
        update(done, total, note) {
          const percent = Math.floor((100 * done) / Math.max(total, 1));
          if (percent <= lastDrawn) return;
          lastDrawn = percent;
          draw(`… ${title} ${bar(done / Math.max(total, 1))} ${percent} %${note ? ` ${note}` : ""}`);
        },
        end(note) {
          if (screen.isTerminal) screen.write("\r\u001b[K");
          line(`✓ ${title}${note ? `: ${note}` : ""}`);
        },
      };
    },
    output(title) {
      const token = screen.isRead ? randomUUID() : undefined;
      line(`… ${title}`);
      if (token !== undefined) screen.write(`::stop-commands::${token}\n`);
      let isAtStart = true;
      return {
        write(chunk) {
          if (chunk.length > 0) isAtStart = chunk.at(-1) === 10;
          return new Promise((resolve) => screen.write(chunk, resolve));
        },
        note(text) {
          screen.write(`${isAtStart ? "" : "\n"}${makeVisible(text)}\n`);
          isAtStart = true;
        },
        end(note, isGood) {
          if (!isAtStart) screen.write("\n");
          if (token !== undefined) screen.write(`::${token}::\n`);
          line(`${isGood ? "✓" : "✗"} ${title}: ${note}`);
        },
      };
    },
  };
}

function bar(share: number): string {
  const full = Math.round(20 * Math.min(1, Math.max(0, share)));
  return "█".repeat(full) + "░".repeat(20 - full);
}
