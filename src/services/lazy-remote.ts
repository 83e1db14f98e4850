import type { AwsSettings } from "./aws-settings.ts";
import type { Clock } from "./clock.ts";
import { createNodeFetch } from "./node-fetch.ts";
import type { Remote } from "./remote.ts";
import type { Route } from "./route.ts";

/** Remote data whose code is loaded at the first address: most data are files of the checkout. */
export function lazyRemote(options: {
  cacheFolder: string;
  settings: AwsSettings;
  userAgent: string;
  clock: Clock;
  route: Route | undefined;
}): Remote {
  const { cacheFolder, clock, route } = options;
  const load = async (): Promise<Remote> => {
    const [{ createRemote }, { createDataCache }] = await Promise.all([
      import("./remote.ts"),
      import("./data-cache.ts"),
    ]);
    const fetch = createNodeFetch(route);
    return createRemote({ ...options, fetch, cache: createDataCache(cacheFolder, clock) });
  };
  return {
    fetch: async (...args) => (await load()).fetch(...args),
    list: async (...args) => (await load()).list(...args),
  };
}
