import { type Place, UserError } from "../errors.ts";
import { showAddress } from "../tables/address.ts";

/** Throws UserError for an address that anyone on the way could read or change. */
export function refusePlain(url: URL, place: Place = {}): void {
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === "https:" || (url.protocol === "http:" && isHere)) return;
  throw new UserError(`Cannot use "${showAddress(url.href)}": it is not encrypted`, {
    ...place,
    hint: "Use https://; http:// is for servers on this machine alone",
  });
}
