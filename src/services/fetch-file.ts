import type { Answer } from "./ask.ts";
import { undoEncoding } from "./content-encoding.ts";
import type { CachedFile, DataCache } from "./data-cache.ts";
import { readWhole, StartAgain } from "./read-whole.ts";
import { refuseContent, refuseOther } from "./refuse-content.ts";
import type { FetchOptions } from "./remote.ts";
import type { Target } from "./remote-target.ts";
import type { Retry } from "./retries.ts";
import type { Send } from "./sender.ts";

/**
 * The file that a target names, from the cache where the server says that it has not changed. It enters the cache when
 * all of it is there and its digest is the one that is wanted.
 */
export async function fetchFile(
  target: Target,
  { cache, send, retry, mostBytes }: { cache: DataCache; send: Send; retry: Retry; mostBytes: number },
  { sha256, sha256From, etag: listed, place = () => ({}), onProgress }: FetchOptions,
): Promise<CachedFile> {
  const { shown, host, name } = target;
  const known = sha256 === undefined ? await cache.recall(name) : undefined;
  if (known && known.etag === listed) return known.file;
  const askForRest = (start: number, etag: string): Promise<Answer> =>
    send({ range: `bytes=${start}-`, "if-match": etag }, [200, 206, 412, 416]);
  const take = async (answer: Answer): Promise<CachedFile> => {
    const { headers } = answer;
    const sent = readWhole(answer, { shown, host, askForRest, retry, mostBytes, onProgress });
    const content = undoEncoding(sent, headers, shown);
    const file = await cache.add(refuseContent(content, { headers, shown, mostBytes }), (digest) =>
      refuseOther(digest, { sha256, from: sha256From, shown, place: place(["data", "sha256"]) }),
    );
    const etag = headers.get("etag");
    if (etag !== null) await cache.remember(name, etag, file);
    return file;
  };
  for (;;) {
    const answer = known ? await send({ "if-none-match": known.etag }, [200, 304]) : await send({}, [200]);
    try {
      if (known && answer.status === 304) return known.file;
      return await take(answer);
    } catch (cause) {
      // Its reader has counted the retry.
      if (!(cause instanceof StartAgain)) throw cause;
    } finally {
      answer.close();
    }
  }
}
