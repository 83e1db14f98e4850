/** Where a program failed, and what it said. */
export interface Failure {
  /** As the program wrote it: absolute, or relative to its folder. */
  file: string;
  line: number;
  /** The exception's name and message. */
  message: string;
}

/** Folders of installed code: the place to mend is in the user's own. */
const installed =
  /(?:^|[\\/])(?:site-packages|dist-packages|lib[\\/]python[\d.]+|node_modules)[\\/]|^<|importlib/;

/**
 * The last Python traceback of a text: the innermost frame of the user's own files, and the exception. Undefined where
 * there is none.
 */
export function readTraceback(text: string): Failure | undefined {
  // Without the colours that IPython writes.
  const lines = text.replace(/\u001b\[[\d;]*m|\r(?=\n)/g, "").split("\n");
  const start = lines.findLastIndex((line) => line.trimEnd().endsWith("Traceback (most recent call last):"));
  const syntax = start < 0 ? lines.findLastIndex((line) => /^ {2}File ".+", line \d+$/.test(line)) : -1;
  if (start < 0 && syntax < 0) return undefined;
  const from = start < 0 ? syntax : start + 1;
  const frames: { file: string; line: number }[] = [];
  let message = "";
  for (const [index, line] of lines.slice(from).entries()) {
    const [, file, number] = /^\s+(?:[|+]\s+)?File "(.+?)", line (\d+)/.exec(line) ?? [];
    if (file !== undefined) frames.push({ file, line: Number(number) });
    else if (/^[A-Za-z_][\w.]*(?::|$)/.test(line) && frames.length > 0) {
      // A notebook's failure is told below the exception of what ran it.
      const told = line.trimEnd().endsWith(":")
        ? lines.slice(from + index + 1).findLast((each) => each.trim() !== "")
        : undefined;
      message = [line.trimEnd(), told?.trim()].filter((each) => each !== undefined).join(" ");
      break;
    }
  }
  const frame = frames.findLast(({ file }) => !installed.test(file)) ?? frames.at(-1);
  return frame === undefined || message === "" ? undefined : { ...frame, message: message.slice(0, 1000) };
}
