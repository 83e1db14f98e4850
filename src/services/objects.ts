import { type Place, UserError } from "../errors.ts";
import { clipText } from "../visible-text.ts";
import type { AwsSettings } from "./aws-settings.ts";
import { refusePlain } from "./refuse-plain.ts";

/** `data.s3` of mlops.yml: where the objects are, if the environment does not say so. */
export interface S3Options {
  endpoint?: string | undefined;
  region?: string | undefined;
}

/** One object: its bucket and its key, as it is written. */
export interface ObjectName {
  bucket: string;
  key: string;
}

/** A server that speaks S3, and as whom it is asked. */
export interface ObjectStore {
  /** The address of a bucket, or of an object in it. */
  urlOf(name: ObjectName, query?: Readonly<Record<string, string>>): string;
  /** The headers that sign a GET of that address at a time in milliseconds; none where there are no credentials. */
  sign(url: string, now: number): Promise<Record<string, string>>;
  /** The variable that names the credentials; undefined where requests are anonymous. */
  credentialsFrom: "AWS_ACCESS_KEY_ID" | undefined;
  region: string;
}

/** Splits `s3://bucket/key`. A key may be empty, or the beginning of keys. Throws UserError. */
export function parseObjectName(address: string, place: Place = {}): ObjectName {
  const [, bucket = "", key = ""] = /^s3:\/\/([^/]*)\/?(.*)$/is.exec(address) ?? [];
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(bucket) || bucket.includes(".."))
    throw new UserError(`Cannot use "${address}": "${bucket}" is no name of a bucket`, {
      ...place,
      hint: "Expected s3://bucket/path/to/file",
    });
  if (Buffer.byteLength(key) > 1024)
    throw new UserError(`Cannot use "${clipText(address, 200)}": keys have at most 1,024 bytes`, place);
  if (key.split("/").some((part) => part === "." || part === ".."))
    throw new UserError(`Cannot use "${address}": no part of a key can be "." or ".."`, place);
  return { bucket, key };
}

/**
 * The server for some objects: what mlops.yml says, else the environment, else Amazon's in us-east-1. Another
 * server than Amazon's has the bucket in the path, as has a bucket whose name no certificate covers.
 */
export function openStore(settings: AwsSettings, options: S3Options = {}, place: Place = {}): ObjectStore {
  const region = options.region ?? settings.region ?? "us-east-1";
  if (!/^[a-z0-9-]{1,40}$/.test(region))
    throw new UserError(`Cannot use region "${region}": expected a name such as "eu-central-1"`, place);
  const endpoint = options.endpoint ?? settings.endpoint;
  const base = endpoint === undefined ? undefined : parseEndpoint(endpoint, place);
  const { credentials } = settings;
  return {
    region,
    credentialsFrom: credentials && "AWS_ACCESS_KEY_ID",
    urlOf({ bucket, key }, query = {}) {
      const isInHost = base === undefined && /^[a-z0-9-]{3,63}$/.test(bucket);
      const url = base ? new URL(base) : amazonUrl(isInHost ? `${bucket}.` : "", region);
      const root = url.pathname.replace(/\/$/, "") + (isInHost ? "" : `/${bucket}`);
      url.pathname = `${root}/${key.split("/").map(encode).join("/")}`;
      // %20 and not +, which the signature would have as a plus.
      url.search = Object.entries(query)
        .map(([name, value]) => `${name}=${encode(value)}`)
        .join("&");
      return url.href;
    },
    async sign(url, now) {
      if (credentials === undefined) return {};
      const { AwsV4Signer } = await import("aws4fetch");
      const { sessionToken, ...keys } = credentials;
      const signer = new AwsV4Signer({
        url,
        method: "GET",
        service: "s3",
        region,
        datetime: new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, ""),
        ...keys,
        ...(sessionToken !== undefined && { sessionToken }),
      });
      return Object.fromEntries((await signer.sign()).headers);
    },
  };
}

function amazonUrl(prefix: string, region: string): URL {
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return new URL(`https://${prefix}s3.${region}.${domain}/`);
}

function parseEndpoint(endpoint: string, place: Place): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const { username, password, search, hash } = url ?? {};
  if (url && /^https?:$/.test(url.protocol) && !(username || password || search || hash)) {
    refusePlain(url, place);
    return url;
  }
  throw new UserError(
    "Cannot use the endpoint of S3: expected an address such as https://minio.example.com",
    {
      ...place,
      hint: "Credentials come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    },
  );
}

/** RFC 3986: everything but letters, digits and -._~ is escaped, as signatures have it. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
