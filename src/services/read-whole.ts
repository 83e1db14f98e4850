import { ServiceError } from "../errors.ts";
import { formatBytes } from "../number-format.ts";
import type { Answer } from "./ask.ts";
import { tooLarge } from "./refuse-content.ts";
import type { Retry } from "./retries.ts";

/** Thrown where what came so far is worth nothing: the file must be read again from its first byte. */
export class StartAgain extends Error {}

/** How the rest of a file is got where its answer breaks off. */
export interface Reading {
  shown: string;
  host: string;
  /** Asks for the bytes from `start` on, of the content that has that tag. */
  askForRest(start: number, etag: string): Promise<Answer>;
  retry: Retry;
  mostBytes: number;
  onProgress?: ((done: number, total: number | undefined) => void) | undefined;
}

/**
 * The bytes of a file as they are sent, as many as the answer announces. Where it breaks off, the rest is asked for, if
 * the server has named the content by a strong tag (RFC 9110, 8.8.3); else, and where the content is another one by
 * then, it throws StartAgain. Throws UserError for a file that is too large.
 */
export async function* readWhole(first: Answer, reading: Reading): AsyncGenerator<Uint8Array> {
  const { shown, host, mostBytes, onProgress } = reading;
  const total = lengthOf(first);
  const etag = strongTag(first);
  let done = 0;
  if (total !== undefined && total > mostBytes) throw tooLarge(shown, mostBytes);
  for (let answer = first; ; answer = await continueAt(done, etag, reading)) {
    try {
      for await (const chunk of answer.chunks) {
        done += chunk.length;
        if (done > mostBytes) throw tooLarge(shown, mostBytes);
        onProgress?.(done, total);
        yield chunk;
      }
      if (total === undefined || done === total) return;
      const counts = `${formatBytes(done)} of ${formatBytes(total)}`;
      throw new ServiceError(`Cannot fetch "${shown}": it ended after ${counts}`, { service: host });
    } catch (cause) {
      await reading.retry(cause);
    }
    if (done > (total ?? Number.POSITIVE_INFINITY)) throw new StartAgain();
  }
}

async function continueAt(done: number, etag: string | undefined, reading: Reading): Promise<Answer> {
  if (done === 0 || etag === undefined) throw new StartAgain();
  const answer = await reading.askForRest(done, etag);
  const starts = /^bytes (\d+)-/.exec(answer.headers.get("content-range") ?? "")?.[1];
  if (answer.status === 206 && Number(starts) === done && answer.headers.get("etag") === etag) return answer;
  answer.close();
  throw new StartAgain();
}

function lengthOf(answer: Answer): number | undefined {
  const written = answer.headers.get("content-length");
  return written !== null && /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}

function strongTag(answer: Answer): string | undefined {
  const etag = answer.headers.get("etag");
  return etag === null || etag.startsWith("W/") ? undefined : etag;
}
