import type { IncomingMessage } from "node:http";
import type { NamedProxy } from "./choose-proxy.ts";
import { ConnectionFailure } from "./connection-failure.ts";

/** A proxy's answer other than the way through, with what to do about it. Its credentials are no part of it. */
export function refusedByProxy(
  { statusCode: status = 0, headers }: Pick<IncomingMessage, "statusCode" | "headers">,
  { url, shown, variable, authorization }: NamedProxy,
): ConnectionFailure {
  const fail = (why: string, rerun: boolean, hint?: string): ConnectionFailure =>
    new ConnectionFailure(`the proxy "${shown}" ${why}`, { rerun, hint });
  if (status === 407) {
    const schemes = schemesOf(headers["proxy-authenticate"]);
    if (schemes.length > 0 && !schemes.some((each) => /^basic$/i.test(each)))
      return fail(
        `wants a login by ${schemes.join(" or ")} (407), and only Basic is supported`,
        false,
        loginHint,
      );
    return authorization === undefined
      ? fail(
          "wants a user and a password (407)",
          false,
          `Set ${variable} to "${url.protocol}//user:password@${shown}", from a secret`,
        )
      : fail(
          `does not accept the user and the password of ${variable} (407)`,
          false,
          "Characters such as @ : / # ? are written as %40 %3A %2F %23 %3F",
        );
  }
  const isBusy = status === 429 || status >= 500;
  return fail(
    `answered ${status} in place of a connection`,
    isBusy,
    isBusy
      ? undefined
      : "Have the host allowed at the proxy, or name it in NO_PROXY where it is reached straight",
  );
}

const loginHint =
  "Name the host in NO_PROXY, or put a proxy before it that logs in by itself, such as cntlm or px";

/** The names of the ways to log in that a proxy offers. */
function schemesOf(header: string | string[] | undefined): string[] {
  const challenges = [header ?? []].flat().flatMap((each) => each.split(","));
  const names = challenges.map(
    (each) => /^\s*([a-z][a-z0-9-]{0,30})(?:\s+[^=\s]|\s*$|\s+\S+=)/i.exec(each)?.[1],
  );
  return [...new Set(names.filter((each) => each !== undefined))];
}
