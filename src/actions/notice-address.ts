import { UserError } from "../errors.ts";
import { findSigningKey } from "../notify/sign-webhook.ts";
import type { Secrets } from "../services/secrets.ts";

/** The lines that give a step a secret. */
const grant = (variable: string): string =>
  `Give it to the step:\n  env:\n    ${variable}: \${{ secrets.${variable} }}`;

/**
 * The address that a variable holds. Throws UserError, which never says what the variable holds: a pull request may
 * name one that is another secret.
 */
export async function readAddress(secrets: Secrets, variable: string): Promise<string> {
  const value = await read(secrets, variable);
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isHere = url !== undefined && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isHere)) return url.href;
  throw new UserError(`Cannot send to ${variable}: the variable holds no address that starts with https://`, {
    hint: "Store the whole address as the service shows it, without quotes around it",
  });
}

/** The key that a variable holds, for signatures by Standard Webhooks. Throws UserError like `readAddress`. */
export async function readSigningKey(secrets: Secrets, variable: string): Promise<Buffer> {
  const key = findSigningKey(await read(secrets, variable));
  if (key !== undefined) return key;
  throw new UserError(
    `Cannot sign with ${variable}: the variable holds no signing secret of Standard Webhooks`,
    {
      hint: 'It is "whsec_" and 24 to 64 random bytes as base64: echo "whsec_$(openssl rand -base64 32)"',
    },
  );
}

async function read(secrets: Secrets, variable: string): Promise<string> {
  const value = await secrets.read(variable);
  if (value) return value;
  const why =
    value === undefined
      ? "is not set"
      : "is empty: there is no secret of that name, or this run may not read it";
  throw new UserError(`Cannot send to ${variable}: the variable ${why}`, { hint: grant(variable) });
}
