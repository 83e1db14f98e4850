/** Plain HTTP for what the user configured. Redirects keep no credentials across hosts. */
export interface Http {
  fetch(url: string, options?: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array; signal?: AbortSignal }): Promise<Response>;
}

export const realHttp: Http = { fetch: (url, options) => globalThis.fetch(url, options as RequestInit) };
