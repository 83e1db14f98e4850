import type { AwsSettings } from "./aws-settings.ts";
import type { Clock } from "./clock.ts";
import { createNodeFetch, findProxyAgent } from "./node-fetch.ts";
import type { Remote } from "./remote.ts";

/** Remote data whose code is loaded at the first address: most data are files of the checkout. */
export function lazyRemote(options: {
  cacheFolder: string;
  settings: AwsSettings;
  userAgent: string;
  clock: Clock;
  /** Goes through the proxy that the environment names. */
  useProxy: boolean;
}): Remote {
  const { cacheFolder, clock, useProxy } = options;
  const load = async (): Promise<Remote> => {
    const [{ createRemote }, { createDataCache }] = await Promise.all([
      import("./remote.ts"),
      import("./data-cache.ts"),
    ]);
    const fetch = createNodeFetch(useProxy ? findProxyAgent : undefined);
    return createRemote({ ...options, fetch, cache: createDataCache(cacheFolder, clock) });
  };
  return {
    fetch: async (...args) => (await load()).fetch(...args),
    list: async (...args) => (await load()).list(...args),
  };
}
