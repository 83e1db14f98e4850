import { type Place, UserError } from "../errors.ts";
import { isObject, showAddress } from "../tables/address.ts";
import type { AwsSettings } from "./aws-settings.ts";
import { openStore, parseObjectName, type S3Options } from "./objects.ts";
import { refusePlain } from "./refuse-plain.ts";

/** What an address asks for: a file on a web server, or an object. */
export interface Target {
  /** The address as messages have it, without its secrets. */
  shown: string;
  /** What the cache knows it by: all that decides about its content. */
  name: string;
  host: string;
  url: string;
  /** What a request needs beside its own headers; credentials, where there are any. */
  headers(now: number): Promise<Record<string, string>>;
  isObject: boolean;
  /** What the credentials are, in a word; undefined where it is asked anonymously. */
  credentialsFrom: string | undefined;
}

/** Throws UserError for what is no address of a file. */
export function openTarget(address: string, { settings, s3, place = () => ({}) }: TargetOptions): Target {
  if (isObject(address)) {
    const name = parseObjectName(address, place(["data", "path"]));
    if (name.key === "" || name.key.endsWith("/"))
      throw new UserError(`Cannot fetch "${address}": it names no object`, place(["data", "path"]));
    const { urlOf, sign, credentialsFrom } = openStore(settings, s3, place(["data", "s3"]));
    const url = urlOf(name);
    return {
      shown: address,
      name: url,
      host: new URL(url).host,
      url,
      headers: (now) => sign(url, now),
      isObject: true,
      credentialsFrom,
    };
  }
  const url = parseWebAddress(address, place(["data", "path"]));
  const { username, password } = url;
  url.username = "";
  url.password = "";
  const hasPassword = `${username}${password}` !== "";
  const basic = Buffer.from(`${decode(username)}:${decode(password)}`).toString("base64");
  return {
    shown: showAddress(address),
    name: address,
    host: url.host,
    url: url.href,
    headers: async () => (hasPassword ? { authorization: `Basic ${basic}` } : {}),
    isObject: false,
    credentialsFrom: hasPassword ? "the address's password" : undefined,
  };
}

/** What an address is opened with: the environment, and what mlops.yml says. */
export interface TargetOptions {
  settings: AwsSettings;
  s3?: S3Options | undefined;
  /** Where the configuration has a part of `data`. */
  place?: ((path: readonly PropertyKey[]) => Place) | undefined;
}

function parseWebAddress(address: string, place: Place): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UserError(`Cannot use "${showAddress(address)}": expected a path, https:// or s3://`, place);
  refusePlain(url, place);
  return url;
}

/** Percent signs that escape nothing stay. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
