import { randomUUID } from "node:crypto";
import type { Log } from "../services/log.ts";
import { makeVisible } from "../visible-text.ts";

/** The log of a step on GitHub: a fold for each step of the work; data can never become a workflow command. */
export function githubLog(
  write: (text: string | Uint8Array, done?: () => void) => void,
  debug: boolean,
): Log & {
  /** Ends the fold of a step that did not come to its end: what follows must not hide in it. */ closeFold(): void;
} {
  const line = (text: string): void => write(`${inert(text)}\n`);
  let isFolded = false;
  const closeFold = (): void => {
    if (isFolded) write("::endgroup::\n");
    isFolded = false;
  };
  return {
    closeFold,
    info: line,
    warn: (message, place) => {
      const properties = [
        place?.file && `file=${property(place.file)}`,
        place?.line && `line=${place.line}`,
        place?.column && `col=${place.column}`,
      ].filter(Boolean);
      write(`::warning${properties.length > 0 ? ` ${properties.join(",")}` : ""}::${encode(message)}\n`);
    },
    debug: (message) => {
      if (debug) write(`::debug::${encode(message)}\n`);
    },
    progress(title) {
      closeFold();
      write(`::group::${encode(title)}\n`);
      isFolded = true;
      let shown = 0;
      return {
        update(done, total, note) {
          const tenth = Math.floor((10 * done) / Math.max(total, 1));
          if (tenth <= shown) return;
          shown = tenth;
          line(`${tenth * 10} %${note ? ` ${note}` : ""}`);
        },
        end(note) {
          closeFold();
          line(note ? `${title}: ${note}` : title);
        },
      };
    },
    output(title) {
      closeFold();
      const token = randomUUID();
      write(`::group::${encode(title)}\n::stop-commands::${token}\n`);
      isFolded = true;
      let isAtStart = true;
      return {
        write(chunk) {
          if (chunk.length > 0) isAtStart = chunk.at(-1) === 10;
          return new Promise((resolve) => write(chunk, resolve));
        },
        note(text) {
          write(`${isAtStart ? "" : "\n"}${inert(makeVisible(text))}\n`);
          isAtStart = true;
        },
        end(note) {
          write(`${isAtStart ? "" : "\n"}::${token}::\n`);
          closeFold();
          line(`${title}: ${note}`);
        },
      };
    },
  };
}

/** Text whose lines cannot be read as commands (`::name::` at a line's start, `##[name]` anywhere). */
export function inert(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/^(\s*):(?=:)/gm, "$1:\u200b")
    .replaceAll("##[", "##\u200b[");
}

/** Encodes the message of a workflow command, as the runner decodes it. */
function encode(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return encode(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
