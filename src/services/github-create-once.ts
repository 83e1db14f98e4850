import type { GitHubOptions } from "./github-client.ts";
import { isAmbiguous } from "./github-failure.ts";

/** What waiting between two tries needs. */
export type Waiting = Pick<GitHubOptions, "log" | "signal" | "clock">;

/** How often something is sent at most; between two tries, it is looked for. */
const mostTries = 3;

/**
 * Makes something on GitHub that must be there once. After a failure that leaves open whether it was made, it is looked
 * for before it is sent again. `send` must be sent `once` by the client.
 */
export async function createOnce<T>(
  { log, signal, clock }: Waiting,
  send: () => Promise<T>,
  find: () => Promise<T | undefined>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!isAmbiguous(error)) throw error;
      log.debug(`${error.message}; looking whether it was made`);
      await clock.sleep(1000 * attempt ** 2, signal);
      const made = await find();
      if (made !== undefined) return made;
      if (attempt === mostTries) throw error;
    }
  }
}
