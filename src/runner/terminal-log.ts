import type { Log } from "../services/log.ts";

/** A stream to write on, and whether a person watches it. */
export interface Screen {
  write(text: string): void;
  isTerminal: boolean;
  columns: number;
}

/** The log of a terminal, on standard error: a live line for each step, or its end alone where nobody watches. */
export function terminalLog(screen: Screen, verbose = false): Log {
  const line = (text: string): void => screen.write(`${visible(text)}\n`);
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
        if (screen.isTerminal) screen.write(`\r\u001b[K${visible(text).slice(0, screen.columns - 1)}`);
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
  };
}

function bar(share: number): string {
  const full = Math.round(20 * Math.min(1, Math.max(0, share)));
  return "█".repeat(full) + "░".repeat(20 - full);
}

/** Control characters in data made visible, so that no escape sequence reaches the terminal. */
function visible(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (character) =>
    character === "\n" ? character : `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}
