import { type Place, ServiceError, UserError } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import { parseObjectPage } from "./object-list.ts";
import { openStore, parseObjectName } from "./objects.ts";
import type { RemoteEntry } from "./remote.ts";
import type { Target, TargetOptions } from "./remote-target.ts";
import { readText, type Send } from "./sender.ts";

const mostPages = 200;
/** A page has 1,000 keys of 1,024 bytes, three times as long when they are escaped. */
const longestPage = 16 << 20;

/** What lies right below a folder of a bucket, `s3://bucket/a/b`, in name order; the folder's own marker is left out. */
export async function listFolder(
  address: string,
  { settings, s3, place = () => ({}) }: TargetOptions,
  open: (target: Target) => Send,
): Promise<RemoteEntry[]> {
  const { bucket, key } = parseObjectName(address, place(["data", "path"]));
  const prefix = key === "" || key.endsWith("/") ? key : `${key}/`;
  const store = openStore(settings, s3, place(["data", "s3"]));
  const entries = new Map<string, RemoteEntry>();
  const common = { "list-type": "2", "encoding-type": "url", delimiter: "/", prefix };
  let token: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    // In the order of their names, as signatures have them.
    const query = { ...(token !== undefined && { "continuation-token": token }), ...common };
    const url = store.urlOf({ bucket, key: "" }, query);
    const { host } = new URL(url);
    const send = open({
      shown: address,
      name: address,
      host,
      url,
      headers: (now) => store.sign(url, now),
      isObject: true,
      credentialsFrom: store.credentialsFrom,
    });
    const found = parseObjectPage(await readText(await send({}, [200]), longestPage));
    if (found === undefined)
      throw new ServiceError(`Cannot list "${address}": the answer is no list of objects`, {
        service: host,
        rerun: false,
      });
    for (const { key: each, bytes, etag } of found.objects) {
      const name = each.slice(prefix.length);
      if (each.startsWith(prefix) && isName(name)) entries.set(name, { name, isFolder: false, bytes, etag });
    }
    for (const each of found.folders) {
      const name = each.slice(prefix.length).replace(/\/$/, "");
      if (each.startsWith(prefix) && isName(name))
        entries.set(`${name}/`, { name, isFolder: true, bytes: undefined });
    }
    token = found.next;
    if (token === undefined) return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  throw tooMany(address, place(["data", "path"]));
}

/** Keys may hold what no path can: an empty part, or one of dots. */
function isName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !name.includes("/");
}

function tooMany(address: string, place: Place): UserError {
  return new UserError(
    `Cannot list "${address}": there are more than ${formatNumber(mostPages * 1000)} objects in it`,
    { ...place, hint: "Name a folder with fewer" },
  );
}
