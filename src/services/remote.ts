import { type Place, ServiceError } from "../errors.ts";
import { type Answer, ask, type Patience } from "./ask.ts";
import type { AwsSettings } from "./aws-settings.ts";
import type { Clock } from "./clock.ts";
import { undoEncoding } from "./content-encoding.ts";
import type { CachedFile, DataCache } from "./data-cache.ts";
import { createHttp, type Fetch } from "./http.ts";
import { createNodeFetch } from "./node-fetch.ts";
import { readWhole, StartAgain } from "./read-whole.ts";
import { explainRefusal } from "./refusal.ts";
import { refuseContent, refuseOther } from "./refuse-content.ts";
import { openTarget, refusePlain, type Target, type TargetOptions } from "./remote-target.ts";
import { createRetries, type Retry } from "./retries.ts";

/** How a file is fetched. */
export interface FetchOptions extends Pick<TargetOptions, "s3" | "place"> {
  /** The digest that the content must have, lower-case hex: then the cache is asked first, and alone if it has it. */
  sha256?: string | undefined;
  signal: AbortSignal;
  /** Bytes that have come, of all where the server says so. */
  onProgress?: ((done: number, total: number | undefined) => void) | undefined;
}

/** Data behind addresses. */
export interface Remote {
  /**
   * The file of an `https://` or `s3://` address, fetched into the cache, or from there where it has not changed.
   * Throws UserError for what the user can mend, a wrong digest among it, and ServiceError where retries did not help.
   */
  fetch(address: string, options: FetchOptions): Promise<CachedFile>;
}

/** What the remote data are fetched with. */
export interface RemoteOptions {
  fetch?: Fetch;
  cache: DataCache;
  clock: Clock;
  settings: AwsSettings;
  userAgent: string;
  patience?: Patience;
  /** Bytes of the largest file. */
  mostBytes?: number;
}

/** 16 GiB: more than a hosted runner's disk takes. */
const largest = 16 * 2 ** 30;
const usualPatience: Patience = { milliseconds: 60_000, bytes: 60 << 10 };

/** Fetches with retries, in one stream to the disk. Credentials go to no other host than the one that is asked. */
export function createRemote(options: RemoteOptions): Remote {
  const { cache, settings, mostBytes = largest } = options;
  return {
    async fetch(address, { s3, place = () => ({}), sha256, signal, onProgress }) {
      const target = openTarget(address, { settings, s3, place });
      const found = sha256 && (await cache.find(sha256));
      if (found) return found;
      const name = `${target.url} ${address}`;
      const known = sha256 === undefined ? await cache.recall(name) : undefined;
      const retry = createRetries(options.clock, signal);
      const send = createSender(options, target, { retry, signal, place: place(["data", "path"]) });
      const { shown, host } = target;
      const askForRest = (start: number, etag: string): Promise<Answer> =>
        send({ range: `bytes=${start}-`, "if-match": etag }, [200, 206, 412, 416]);
      for (;;) {
        const answer = await send(known ? { "if-none-match": known.etag } : {}, [
          200,
          ...(known ? [304] : []),
        ]);
        if (known && answer.status === 304) {
          answer.close();
          return known.file;
        }
        try {
          const sent = readWhole(answer, { shown, host, askForRest, retry, mostBytes, onProgress });
          const content = undoEncoding(sent, answer.headers, shown);
          const file = await cache.add(
            refuseContent(content, { headers: answer.headers, shown, mostBytes }),
            (digest) => refuseOther(digest, { sha256, shown, place: place(["data", "sha256"]) }),
          );
          const etag = answer.headers.get("etag");
          if (etag !== null) await cache.remember(name, etag, file);
          return file;
        } catch (cause) {
          if (!(cause instanceof StartAgain)) throw cause;
        } finally {
          answer.close();
        }
      }
    },
  };
}

/** Sends a request until there is an answer with one of the statuses that are wanted. */
function createSender(
  { fetch, clock, userAgent, patience = usualPatience }: RemoteOptions,
  target: Target,
  { retry, signal, place }: { retry: Retry; signal: AbortSignal; place: Place },
): (headers: Record<string, string>, wanted: readonly number[]) => Promise<Answer> {
  const http = createHttp(guarded(fetch ?? createNodeFetch()));
  const common = { "user-agent": userAgent, "accept-encoding": "identity" };
  return async (own, wanted) => {
    for (;;) {
      let wait: number | undefined;
      try {
        const headers = { ...common, ...own, ...(await target.headers(clock.now())) };
        const answer = await ask(http, { url: target.url, headers, shown: target.shown }, { signal, patience });
        if (wanted.includes(answer.status)) return answer;
        wait = Number(answer.headers.get("retry-after")) || undefined;
        const text = await beginningOf(answer);
        throw explainRefusal({ ...target, status: answer.status, headers: answer.headers, text, place });
      } catch (cause) {
        await retry(cause, wait);
      }
    }
  };
}

/** Every request passes here, those that redirects lead to as well. */
function guarded(fetch: Fetch): Fetch {
  return (url, options) => {
    refusePlain(new URL(url));
    return fetch(url, options);
  };
}

/** Enough of an answer to see what the server minds; what breaks off is enough, too. */
async function beginningOf(answer: Answer): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer.chunks) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > 1 << 16) break;
    }
  } catch (cause) {
    if (!(cause instanceof ServiceError)) throw cause;
  }
  return Buffer.concat(chunks).toString("utf8");
}
