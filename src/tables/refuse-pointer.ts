import { UserError } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import { isAddress } from "./address.ts";

/**
 * Refuses a Git LFS pointer where data should be, with the command that fetches the data. `head` is the file's first
 * bytes, `fetched` what the command fetches. (Format: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md)
 */
export function refuseLfsPointer(head: Uint8Array, source: string, fetched = source): void {
  const start = new TextDecoder("latin1").decode(head.subarray(0, 200));
  if (!/^version https:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(start)) return;
  const size = /\nsize (\d{1,15})\n/.exec(start)?.[1];
  throw new UserError(
    `Cannot read "${source}": it is a Git LFS pointer, not the data${size === undefined ? "" : ` (${formatNumber(Number(size))} bytes)`}`,
    {
      file: source,
      hint: isAddress(source)
        ? "Name the address of the data: for a file on GitHub, https://media.githubusercontent.com/media/<owner>/<name>/<branch>/<path>"
        : `Run: git lfs pull --include=${quoted(fetched)}\nIn a workflow, let actions/checkout fetch it: "with: { lfs: true }"`,
    },
  );
}

/** The error of data that DVC keeps: only the `.dvc` file beside its place is in Git. */
export function dvcError(source: string, dvcFile: string): UserError {
  return new UserError(`Cannot read "${source}": DVC keeps the data, and only "${dvcFile}" is here`, {
    file: dvcFile,
    hint: `Run: dvc pull ${quoted(dvcFile)}`,
  });
}

/** A path for a POSIX shell. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
