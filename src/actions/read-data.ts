import { decompress } from "../services/decompress.ts";
import type { Files } from "../services/files.ts";
import type { CsvKernel } from "../tables/csv-kernel.ts";
import { readTable } from "../tables/read-table.ts";
import type { Table } from "../tables/table.ts";

/** Reads the data file of that path into a table. Aborts with the signal's reason. */
export async function readData(
  files: Files,
  path: string,
  options: {
    signal?: AbortSignal | undefined;
    kernel?: (() => CsvKernel) | undefined;
    /** Bytes read so far, of all where that is known. */
    onProgress?: (done: number, total: number) => void;
  } = {},
): Promise<Table> {
  const { signal, kernel, onProgress } = options;
  const bytes = await files.size(path);
  return readTable(() => abortable(files.stream(path), signal), {
    source: path,
    bytes,
    kernel,
    decompress,
    readRange: (start, end) => {
      signal?.throwIfAborted();
      return files.readRange(path, start, end);
    },
    onProgress: (done) => onProgress?.(done, bytes ?? done),
  });
}

async function* abortable(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}
