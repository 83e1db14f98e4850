import { UserError } from "../errors.ts";

/** The text of a UTF-8 file, without a byte order mark. Throws UserError with the line that is not UTF-8. */
export function decodeText(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const line = lineOfReplacement(bytes);
    throw new UserError(`Cannot read "${name}": it is not UTF-8 text at line ${line}`, {
      file: name,
      line,
      hint: "Save the file as UTF-8",
      cause,
    });
  }
}

/** The first line whose bytes are not UTF-8; a replacement character of the text's own may mislead it. */
function lineOfReplacement(bytes: Uint8Array): number {
  const [before = ""] = new TextDecoder().decode(bytes).split("\ufffd", 1);
  return before.split("\n").length;
}

/** The code of a system error, such as `ENOENT`. */
export function codeOf(cause: unknown): string | undefined {
  const code = (cause as { code?: unknown } | undefined)?.code;
  // Those of a DOMException, as of a time-out, are numbers.
  return typeof code === "string" ? code : undefined;
}

const reasons: Record<string, [reason: string, hint?: string]> = {
  ENOENT: ["there is no such file", "Check the path; it is relative to the working directory"],
  EISDIR: ["it is a folder, a file is wanted"],
  ENOTDIR: ["a part of the path is a file, not a folder"],
  EEXIST: ["a part of the path is a file, not a folder"],
  ENOTEMPTY: ["another process writes into it", "Run one check at a time in a folder"],
  ERR_INVALID_ARG_VALUE: ["a path cannot hold a NUL character"],
  ELOOP: ["its links lead in a circle"],
  EACCES: ["permission denied"],
  EPERM: ["permission denied"],
  EROFS: ["the file system is read-only"],
  ENOSPC: ["the disk is full", "Free some space and run it again; nothing half-written was kept"],
  EDQUOT: ["the disk quota is used up", "Free some space and run it again; nothing half-written was kept"],
  EFBIG: ["the file would be larger than the system allows"],
  ENAMETOOLONG: ["the path is too long"],
};

/** A system error in words: what could not be done to which file, why, and what helps. */
export function fileError(
  act: "read" | "write" | "list" | "remove" | "unpack" | "compare",
  name: string,
  cause: unknown,
): UserError {
  const [reason, hint] = reasons[codeOf(cause) ?? ""] ?? [
    cause instanceof Error ? cause.message : String(cause),
  ];
  return new UserError(`Cannot ${act} "${name}": ${reason}`, { file: name, hint, cause });
}
