import { createHmac } from "node:crypto";

/**
 * The key of a Standard Webhooks secret: `whsec_` and 24 to 64 bytes as base64; the prefix may be missing. Undefined for
 * what is none. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function findSigningKey(secret: string): Buffer | undefined {
  const encoded = secret.trim().replace(/^whsec_/, "");
  if (!/^[A-Za-z0-9+/]{32,88}={0,2}$/.test(encoded)) return undefined;
  const key = Buffer.from(encoded, "base64");
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}

/** `webhook-signature` of a message: HMAC-SHA256 over `id.timestamp.body`. `timestamp` is in seconds since 1970. */
export function signWebhook(
  key: Uint8Array,
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string {
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}
