import type { GitHub } from "../services/github.ts";

/** Those that no other person can have made look like ours: by a bot, or by the token's own user. */
export async function ownWritings<T extends { author: string; isByBot: boolean }>(
  github: GitHub,
  found: readonly T[],
): Promise<T[]> {
  if (found.every(({ isByBot }) => isByBot)) return [...found];
  const login = await github.login();
  return found.filter(({ isByBot, author }) => isByBot || author === login);
}
