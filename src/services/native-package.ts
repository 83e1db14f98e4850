import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import * as fs from "node:fs/promises";
import path from "node:path";
import { ServiceError, UserError } from "../errors.ts";
import type { Clock } from "./clock.ts";
import { reasonOf } from "./connection-failure.ts";
import { codeOf } from "./file-error.ts";
import type { Http } from "./http.ts";
import type { Log } from "./log.ts";
import pins from "./native-packages.json" with { type: "json" };
import { unpackTarball } from "./unpack-tarball.ts";

/** A package of compiled code: one tarball of npm's for each platform, or one for `any`. */
export interface NativePackage {
  /** As people know it. */
  title: string;
  version: string;
  /** By `platformOf`; or `any`. */
  platforms: Readonly<Record<string, NativeTarball>>;
  /** The files of it that are kept; all without. */
  files?: readonly string[];
}

/** One tarball as npm's registry has it. */
export interface NativeTarball {
  /** The npm package. */
  package: string;
  /** `sha512-` and its base64, as in a lockfile. */
  integrity: string;
}

/** The packages that may be fetched: native-packages.json, which scripts/pin-natives.ts writes. */
export const nativePackages: Readonly<Record<"duckdb" | "onnxruntime", NativePackage>> = pins;

/** Compiled code that is too large for dist: fetched at its first use, kept in the tool cache. */
export interface NativePackages {
  /**
   * The folder with a package's files. `from` is the address of an npm registry or a mirror of one, or `never`.
   * Throws UserError where it must not be fetched, is not made for this platform or is not at the mirror,
   * ServiceError where the registry does not answer or answers with something else.
   */
  locate(wanted: NativePackage, from?: string): Promise<string>;
}

/** What packages are fetched with. */
export interface NativeMachine {
  http: Http;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** Folder of the tool cache. */
  cache: string;
  /** By `platformOf`. */
  platform: string;
  /** The registry that npm is configured with, as `npm_config_registry` says; default: npm's own. */
  registry?: string | undefined;
}

const tries = 3;
/** For the whole download. */
const timeout = 5 * 60_000;
const mostBytes = 512 << 20;

/** Packages under `<cache>/<package>/<version>`. */
export function createNativePackages(machine: NativeMachine): NativePackages {
  const { cache, platform, registry } = machine;
  return {
    async locate(wanted, from) {
      const tarball = wanted.platforms[platform] ?? wanted.platforms.any;
      if (tarball === undefined) throw otherPlatform(wanted, platform);
      const name = tarball.package.replace(/^@/, "").replace("/", "-");
      const target = path.join(cache, name, wanted.version);
      if (await isThere(target)) return target;
      if (from === "never") throw forbidden(wanted, tarball, target);
      const url = tarballUrl({ from, registry, name: tarball.package, version: wanted.version });
      const progress = machine.log.progress(`Fetching ${wanted.title} ${wanted.version} from ${url.host}`);
      const partial = `${target}.${randomUUID().slice(0, 8)}.partial`;
      try {
        const file = path.join(partial, "package.tgz");
        const unpacked = path.join(partial, "package");
        await fs.mkdir(partial, { recursive: true });
        await download(machine, { url, file, wanted, tarball });
        await unpackTarball(createReadStream(file), {
          ...{ folder: unpacked, label: tarball.package },
          only: wanted.files && ["package.json", ...wanted.files],
        });
        await take(unpacked, target);
      } catch (cause) {
        throw folderError(cause, cache) ?? cause;
      } finally {
        await fs.rm(partial, { recursive: true, force: true }).catch(() => {});
      }
      progress.end();
      return target;
    },
  };
}

/** No compiled code, for tests. */
export const noNativePackages: NativePackages = {
  locate: (wanted) => Promise.reject(new Error(`no ${wanted.title} in this test`)),
};

/** `linux-x64`, `darwin-arm64`, `win32-x64`; `linux-x64-musl` where the C library is not glibc. */
export function platformOf(
  machine: { platform: string; arch: string; report?: NodeJS.ProcessReport } = process,
): string {
  const { platform, arch, report } = machine;
  if (platform !== "linux" || report === undefined) return `${platform}-${arch}`;
  (report as { excludeNetwork?: boolean }).excludeNetwork = true; // its look-ups may take seconds
  const { header } = report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return `linux-${arch}${header?.glibcVersionRuntime === undefined ? "-musl" : ""}`;
}

async function isThere(folder: string): Promise<boolean> {
  return fs.access(path.join(folder, "package.json")).then(
    () => true,
    () => false,
  );
}

/** Where npm itself looks when nothing else is set. */
const publicRegistry = "https://registry.npmjs.org";

/** By npm's rule for where tarballs are, which mirrors keep. */
function tarballUrl(of: {
  from: string | undefined;
  registry: string | undefined;
  name: string;
  version: string;
}): URL {
  const { from, registry, name, version } = of;
  const address = from ?? (registry || publicRegistry);
  const base = URL.canParse(address) ? new URL(address) : undefined;
  const isPlain = base && /^https?:$/.test(base.protocol) && base.search === "" && base.hash === "";
  if (!isPlain || base.username !== "" || base.password !== "")
    throw new UserError(
      `Cannot use ${from === undefined ? "npm_config_registry" : 'input "native-packages"'}: expected the address of an npm registry${from === undefined ? "" : ' or "never"'}`,
      { hint: 'An address such as "https://npm.example.com", without a user, password or question mark' },
    );
  const file = `${name.slice(name.indexOf("/") + 1)}-${version}.tgz`;
  return new URL(`${base.href.replace(/\/+$/, "")}/${name}/-/${file}`);
}

interface Download {
  url: URL;
  file: string;
  wanted: NativePackage;
  tarball: NativeTarball;
}

/** Downloads, again where a failure may pass. */
async function download(machine: NativeMachine, what: Download): Promise<void> {
  const { clock, signal } = machine;
  for (let attempt = 1; ; attempt++) {
    try {
      return await downloadOnce(machine, what);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ServiceError && error.rerun) || attempt === tries) throw error;
      await clock.sleep(1000 * attempt ** 2, signal);
    }
  }
}

/** Writes the tarball to a file and returns only when its digest is the pinned one. */
async function downloadOnce(machine: NativeMachine, what: Download): Promise<void> {
  const { url, file, wanted, tarball } = what;
  const failed = (why: string, rerun: boolean, cause?: unknown): ServiceError =>
    new ServiceError(`Cannot fetch ${wanted.title} ${wanted.version}: ${why}`, {
      service: url.host,
      rerun,
      hint: 'The input "native-packages" may name a mirror of the registry',
      cause,
    });
  const patience = AbortSignal.timeout(timeout);
  const hash = createHash("sha512");
  let response: Response | undefined;
  try {
    const signal = AbortSignal.any([machine.signal, patience]);
    response = await machine.http.fetch(url.href, { signal });
    if (response.ok && response.body !== null) {
      const tooLarge = (): Error => failed("the tarball is too large", false);
      await fs.writeFile(file, counted(response.body, hash, tooLarge));
    } else await response.body?.cancel();
  } catch (cause) {
    if (cause instanceof UserError || folderError(cause, file) || (cause as ServiceError).rerun === false)
      throw cause;
    throw failed(patience.aborted ? "it takes more than 5 minutes" : reasonOf(cause), true, cause);
  }
  const { status } = response;
  if (status === 404)
    throw new UserError(`Cannot fetch ${wanted.title} ${wanted.version}: "${url.href}" is not there`, {
      hint: `The registry must have ${tarball.package} ${wanted.version}, and show it without a login`,
    });
  if (!response.ok) throw failed(`"${url.href}" answers ${status}`, status === 429 || status >= 500);
  if (`sha512-${hash.digest("base64")}` !== tarball.integrity)
    throw failed(
      `"${url.href}" is not the file that is pinned (its SHA-512 differs); it was not unpacked`,
      false,
    );
}

async function* counted(
  body: AsyncIterable<Uint8Array>,
  hash: { update(chunk: Uint8Array): void },
  tooLarge: () => Error,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge();
    hash.update(chunk);
    yield chunk;
  }
}

/** Gives a finished folder its name, or leaves it where another process was first; what is incomplete there goes. */
async function take(from: string, to: string): Promise<void> {
  try {
    await fs.rename(from, to);
  } catch {
    if (await isThere(to)) return;
    await fs.rm(to, { recursive: true, force: true });
    await fs.rename(from, to);
  }
}

function forbidden(wanted: NativePackage, { package: name }: NativeTarball, target: string): UserError {
  return new UserError(
    `Cannot use ${wanted.title}: input "native-packages" is "never", and it is not in the tool cache`,
    {
      hint: `Remove the input, name a mirror of npm's registry, or unpack ${name} ${wanted.version} to "${target}"`,
    },
  );
}

function otherPlatform(wanted: NativePackage, platform: string): UserError {
  return new UserError(`Cannot use ${wanted.title} here: it is not made for ${platform}`, {
    hint: `It runs on ${Object.keys(wanted.platforms).join(", ")}`,
  });
}

/** What the system says of the tool cache, as a UserError. */
function folderError(cause: unknown, cache: string): UserError | undefined {
  if (cause instanceof UserError || cause instanceof ServiceError) return undefined;
  const reasons: Record<string, string> = {
    ENOSPC: "the disk is full",
    EACCES: "permission is denied",
    EPERM: "permission is denied",
    EROFS: "it cannot be written to",
    ENOTDIR: "a part of its path is a file",
  };
  const reason = reasons[codeOf(cause) ?? ""];
  return reason === undefined
    ? undefined
    : new UserError(`Cannot write to the tool cache "${cache}": ${reason}`, {
        hint: "RUNNER_TOOL_CACHE (on GitHub) or XDG_CACHE_HOME says where it is",
        cause,
      });
}
