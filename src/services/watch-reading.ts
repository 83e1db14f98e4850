import { open, stat, utimes } from "node:fs/promises";

/** Whether a file was read since it is watched; undefined where the system does not keep when files are read. */
export type ReadingWatch = () => Promise<boolean | undefined>;

/** Long before the file was written: systems that save on such notes make one of the first reading after that. */
const before = new Date(0);

/** Watches a file by its time of access, which is set back; it is read once to see whether the system keeps it. */
export async function watchReading(file: string): Promise<ReadingWatch> {
  const isRead = async (): Promise<boolean> => (await stat(file)).atimeMs !== before.getTime();
  const setBack = async (): Promise<void> => utimes(file, before, (await stat(file)).mtime);
  try {
    await setBack();
    if (await isRead()) return unknown;
    const handle = await open(file);
    await handle.read(new Uint8Array(1)).finally(() => handle.close());
    if (!(await isRead())) return unknown;
    await setBack();
  } catch {
    return unknown;
  }
  // One that is gone was taken by somebody.
  return () => isRead().catch(() => true);
}

const unknown: ReadingWatch = async () => undefined;
