import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import * as fs from "node:fs/promises";
import path from "node:path";
import type { ArtifactClient } from "@actions/artifact";
import { explain, late, taken } from "./artifact-failure.ts";
import type { Environment } from "./environment.ts";
import type { Files } from "./files.ts";
import { within } from "./within.ts";

/** An artifact of this run. Ids grow with time. */
export interface Artifact {
  name: string;
  id: number;
  /** Bytes in the store. */
  size: number;
}

/** The run's artifacts, each one file. Outside Actions and on GHES `isAvailable` is false and a folder serves instead. */
export interface Artifacts {
  readonly isAvailable: boolean;
  /** Uploads one file under the artifact's name. Where the name is taken, ServiceError with status 409. */
  upload(
    name: string,
    content: AsyncIterable<Uint8Array>,
    retentionDays?: number,
  ): Promise<Artifact & { /** sha256 of the content, hexadecimal. */ digest: string }>;
  /** Uploads one file as it is, not packed, under its own name. Where the name is taken, ServiceError with status 409. */
  publish(file: string, content: string): Promise<Artifact>;
  /** Artifacts of this run whose name starts so, newest first. */
  find(prefix: string): Promise<Artifact[]>;
  /** The artifact's one file. */
  download(id: number): Promise<AsyncIterable<Uint8Array>>;
}

/** Milliseconds for a small request with all its tries, and for moving a file. */
const usualPatience = { ask: 5 * 60_000, move: 60 * 60_000 };

/** The artifacts of a run on GitHub, or where there are none the folder `.mlops/bundles/` of the workspace. */
export function createArtifacts(environment: Environment, files: Files, patience = usualPatience): Artifacts {
  if (environment.hasArtifacts) return runArtifacts(environment.temp, patience);
  const run = environment.runId ?? "local";
  return folderArtifacts(files, `.mlops/bundles/${run}`, { replace: environment.runId === undefined });
}

const fileName = "bundle.tar.gz";

/** Artifacts through the runner's artifact service. Content passes through a file below `temp`. */
function runArtifacts(temp: string, patience: typeof usualPatience): Artifacts {
  // The toolkit's client waits for ever for a proxy that keeps silent.
  const ask = async <T>(milliseconds: number, use: (client: ArtifactClient) => Promise<T>): Promise<T> => {
    const { DefaultArtifactClient } = await import("@actions/artifact");
    return within(milliseconds, use(new DefaultArtifactClient()), () => new Error(late(milliseconds)));
  };
  return {
    isAvailable: true,
    async upload(name, content, retentionDays) {
      const folder = await fs.mkdtemp(path.join(temp, "mlops-upload-"));
      try {
        const file = path.join(folder, fileName);
        const { hashed, digest, size } = measure(content);
        await fs.writeFile(file, hashed);
        const options = { compressionLevel: 0, ...(retentionDays !== undefined && { retentionDays }) };
        const uploaded = await ask(patience.move, (client) =>
          client.uploadArtifact(name, [file], folder, options),
        );
        return { name, id: uploaded.id ?? 0, size: uploaded.size ?? size(), digest: digest() };
      } catch (cause) {
        throw explain(`upload "${name}"`, cause);
      } finally {
        await fs.rm(folder, { recursive: true, force: true });
      }
    },
    async publish(name, content) {
      const folder = await fs.mkdtemp(path.join(temp, "mlops-upload-"));
      try {
        const file = path.join(folder, name);
        await fs.writeFile(file, content);
        const uploaded = await ask(patience.ask, (client) =>
          client.uploadArtifact(name, [file], folder, { skipArchive: true }),
        );
        return { name, id: uploaded.id ?? 0, size: uploaded.size ?? Buffer.byteLength(content) };
      } catch (cause) {
        throw explain(`upload "${name}"`, cause);
      } finally {
        await fs.rm(folder, { recursive: true, force: true });
      }
    },
    async find(prefix) {
      try {
        const { artifacts } = await ask(patience.ask, (client) => client.listArtifacts());
        return newestFirst(
          artifacts.map(({ name, id, size }) => ({ name, id, size })),
          prefix,
        );
      } catch (cause) {
        throw explain("list the run's artifacts", cause);
      }
    },
    async download(id) {
      const folder = await fs.mkdtemp(path.join(temp, "mlops-download-"));
      try {
        const { digestMismatch } = await ask(patience.move, (client) =>
          client.downloadArtifact(id, { path: folder }),
        );
        if (digestMismatch) throw new Error("its digest is not the one that was uploaded");
        return readOnce(path.join(folder, fileName), folder);
      } catch (cause) {
        await fs.rm(folder, { recursive: true, force: true });
        throw explain(`download artifact ${id}`, cause);
      }
    },
  };
}

/** Artifacts as `<id>.<name>.tar.gz` in a folder. */
export function folderArtifacts(
  files: Files,
  folder: string,
  options: { replace?: boolean; isAvailable?: boolean } = {},
): Artifacts {
  const all = async (): Promise<(Artifact & { path: string })[]> => {
    const found = [];
    for (const { name: entry } of await files.list(folder)) {
      const match = /^(\d{1,9})\.(.+)\.tar\.gz$/.exec(entry);
      const [, id, name] = match ?? [];
      if (id === undefined || name === undefined) continue;
      const file = `${folder}/${entry}`;
      found.push({ name, id: Number(id), size: (await files.size(file)) ?? 0, path: file });
    }
    return found;
  };
  return {
    isAvailable: options.isAvailable ?? false,
    async upload(name, content) {
      const existing = await all();
      const same = existing.filter((each) => each.name === name);
      if (same.length > 0 && !options.replace) throw taken(name);
      const id = 1 + Math.max(0, ...existing.map((each) => each.id));
      const { hashed, digest, size } = measure(content);
      await files.write(`${folder}/${id}.${name}.tar.gz`, hashed);
      for (const each of same) await files.remove(each.path);
      return { name, id, size: size(), digest: digest() };
    },
    async publish(name, content) {
      await files.write(`${folder}/${name}`, content);
      return { name, id: 0, size: Buffer.byteLength(content) };
    },
    async find(prefix) {
      return newestFirst(
        (await all()).map(({ name, id, size }) => ({ name, id, size })),
        prefix,
      );
    },
    async download(id) {
      const found = (await all()).find((each) => each.id === id);
      if (found === undefined) throw explain(`download artifact ${id}`, new Error("there is none"));
      return files.stream(found.path);
    },
  };
}

/** Artifacts in memory, for tests. */
export function memoryArtifacts(): Artifacts {
  const stored: (Artifact & { content: Uint8Array })[] = [];
  return {
    isAvailable: true,
    async upload(name, content) {
      if (stored.some((each) => each.name === name)) throw taken(name);
      const { hashed, digest, size } = measure(content);
      const chunks: Uint8Array[] = [];
      for await (const chunk of hashed) chunks.push(chunk);
      const artifact = { name, id: stored.length + 1, size: size() };
      stored.push({ ...artifact, content: Buffer.concat(chunks) });
      return { ...artifact, digest: digest() };
    },
    async publish(name, text) {
      if (stored.some((each) => each.name === name)) throw taken(name);
      const content = Buffer.from(text);
      const artifact = { name, id: stored.length + 1, size: content.length };
      stored.push({ ...artifact, content });
      return artifact;
    },
    find: async (prefix) =>
      newestFirst(
        stored.map(({ name, id, size }) => ({ name, id, size })),
        prefix,
      ),
    async download(id) {
      const found = stored.find((each) => each.id === id);
      if (found === undefined) throw explain(`download artifact ${id}`, new Error("there is none"));
      return (async function* () {
        yield found.content;
      })();
    },
  };
}

function newestFirst(artifacts: Artifact[], prefix: string): Artifact[] {
  return artifacts.filter((each) => each.name.startsWith(prefix)).sort((a, b) => b.id - a.id);
}

/** Passes content on while hashing and counting it; `digest` and `size` are for when it has been read. */
function measure(content: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  let bytes = 0;
  async function* pass(): AsyncIterable<Uint8Array> {
    for await (const chunk of content) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  return { hashed: pass(), digest: () => hash.digest("hex"), size: () => bytes };
}

/** A file's bytes; its folder is removed when they have been read or given up. */
async function* readOnce(file: string, folder: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(file, { highWaterMark: 1 << 18 });
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}
