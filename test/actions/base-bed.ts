import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { indexBundle, packBundle } from "../../src/bundle/pack-bundle.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createDataCache } from "../../src/services/data-cache.ts";
import { createGitHub, type GitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";
import { createRemote, type Remote } from "../../src/services/remote.ts";
import { type RunsStandIn, startRuns } from "../beds/runs.ts";
import { type Answer, serve } from "../beds/serve.ts";
import { zipOf } from "../beds/zip.ts";

/** What is asked of GitHub and of the host of artifacts, over real connections. */
export interface BaseBed extends AsyncDisposable {
  runs: RunsStandIn;
  github: GitHub;
  remote: Remote;
  /** Path and status of each request of the API. */
  requests: string[];
  /** The next requests of the API whose path matches end so. */
  fail(path: RegExp, ...answers: Answer[]): void;
}

/** Starts it for `acme/houses`. */
export async function startBase(): Promise<BaseBed> {
  const runs = await startRuns("acme/houses");
  const requests: string[] = [];
  const faults: { path: RegExp; answer: Answer }[] = [];
  const front = await serve(async (request) => {
    const index = faults.findIndex(({ path: each }) => each.test(request.path));
    const answer = (index < 0 ? undefined : faults.splice(index, 1)[0]?.answer) ??
      runs.answer(request) ?? { status: 404, body: '{"message":"Not Found"}' };
    requests.push(`${request.url} ${answer === "drop" ? "drop" : answer.status}`);
    return answer;
  });
  const folder = await mkdtemp(path.join(tmpdir(), "mlops-base-"));
  const clock = fakeClock(1_700_000_000_000);
  const log = memoryLog();
  const connection = { token: "ghs_secret", repository: "acme/houses", apiUrl: front.url, version: "1" };
  return {
    runs,
    requests,
    github: createGitHub({ ...connection, log, clock }),
    remote: createRemote({
      ...{ fetch: globalThis.fetch, clock, userAgent: "test" },
      settings: { credentials: undefined, region: undefined, endpoint: undefined },
      cache: createDataCache(folder, clock),
    }),
    fail: (each, ...answers) => void faults.push(...answers.map((answer) => ({ path: each, answer }))),
    async [Symbol.asyncDispose]() {
      await front.close();
      await runs.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A bundle as an artifact has it: zipped. */
export async function bundleZip(
  files: Record<string, string | Uint8Array>,
  origin: { name?: string; commit?: string; run?: string; attempt?: number } = {},
): Promise<Buffer> {
  return zipOf([{ name: "bundle.tar.gz", content: await bundleOf(files, origin) }]);
}

/** A bundle of these files by their path in it. */
export async function bundleOf(
  files: Record<string, string | Uint8Array>,
  origin: { name?: string; commit?: string; run?: string; attempt?: number } = {},
): Promise<Buffer> {
  const open = async function* (name: string): AsyncIterable<Uint8Array> {
    const content = files[name] ?? "";
    yield typeof content === "string" ? Buffer.from(content) : content;
  };
  const index = await indexBundle(Object.keys(files), open, { name: "houses", ...origin });
  const chunks: Uint8Array[] = [];
  for await (const chunk of packBundle(index, open)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
