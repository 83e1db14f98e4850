import { limits } from "./csv-errors.ts";
import { type JsonScan, jsonError } from "./json-scan.ts";
import { incomplete, scanObject, skipLines, skipSpaces } from "./json-scanner.ts";
import { unexpected } from "./json-values.ts";

/** Scans objects as their bytes come. */
export interface JsonFeed {
  add(chunk: Uint8Array): void;
  /** Scans what is left over at the end of the file. */
  end(): void;
  /** Scans what came so far; whether it ends before an object, with nothing of it left over. */
  isBetween(): boolean;
}

/** Feeds a scan: from a file's start, or from before an object of lines or a list. Throws UserError with line and column. */
export function openJsonFeed(scan: JsonScan, start: "start" | "before", window = 1 << 18): JsonFeed {
  const { step, isBetween } = openRecords(scan, start);
  let buffer = new Uint8Array(window);
  let filled = 0;
  const scanFilled = (isLast: boolean): void => {
    const consumed = step(buffer, filled, isLast);
    buffer.copyWithin(0, consumed, filled);
    filled -= consumed;
    scan.lineStart -= consumed;
    if (filled > limits.record)
      throw jsonError(scan, 0, "the object is longer than 16 MiB", "Check the quotes and braces");
    if (filled * 2 >= buffer.length) {
      const wider = new Uint8Array(buffer.length * 2);
      wider.set(buffer.subarray(0, filled));
      buffer = wider;
    }
  };
  return {
    add(chunk) {
      for (let from = 0; from < chunk.length; ) {
        const taken = Math.min(chunk.length - from, buffer.length - filled);
        buffer.set(chunk.subarray(from, from + taken), filled);
        filled += taken;
        from += taken;
        if (filled === buffer.length) scanFilled(false);
      }
    },
    end: () => scanFilled(true),
    isBetween() {
      scanFilled(false);
      return filled === 0 && isBetween();
    },
  };
}

/**
 * Scans what the buffer has of the file and returns where the first object that is not complete starts. State is what
 * stands between objects: before the first, before an object, or after one.
 */
function openRecords(scan: JsonScan, start: "start" | "before") {
  let state: "start" | "before" | "after" | "end" = start;
  const step = (bytes: Uint8Array, end: number, isLast: boolean): number => {
    let at = 0;
    if (state === "start") {
      if (end < 3 && !isLast) return 0;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
      at = skipLines(scan, bytes, at, end);
      if (at === end) return at;
      scan.isList = bytes[at] === 91;
      if (scan.isList) at++;
      state = "before";
    }
    for (;;) {
      at = state === "after" && !scan.isList ? skipSpaces(bytes, at, end) : skipLines(scan, bytes, at, end);
      if (at >= end) {
        if (isLast && scan.isList && state !== "end")
          throw jsonError(
            scan,
            at,
            'the file ends before its list does, with no "]"',
            "Fetch or write the file again",
          );
        return end;
      }
      const byte = bytes[at]!;
      if (state === "end") throw unexpected(scan, bytes, at, "the end of the file");
      if (state === "after") {
        if (scan.isList && byte === 93) state = "end";
        else if (scan.isList && byte === 44) state = "before";
        else if (!scan.isList && byte === 10) {
          state = "before";
          continue;
        } else throw unexpected(scan, bytes, at, scan.isList ? '"," or "]"' : "the end of the line");
        at++;
        continue;
      }
      if (scan.isList && byte === 93 && scan.rows === 0 && start === "start") {
        state = "end";
        at++;
        continue;
      }
      const next = scanObject(scan, bytes, at, end);
      if (next === incomplete) {
        if (!isLast) return at;
        throw jsonError(
          scan,
          at,
          "the file ends in the middle of the object",
          "Fetch or write the file again",
        );
      }
      at = next;
      state = "after";
    }
  };
  return { step, isBetween: () => state === "before" };
}
