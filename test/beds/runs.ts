import { createHash } from "node:crypto";
import { type Answer, type Received, serve } from "./serve.ts";

/** A run that GitHub knows. */
export interface StandInRun {
  id: number;
  /** Default: push. */
  event?: string;
  /** Default: completed. */
  status?: string;
  /** Default: 1. */
  attempt?: number;
  /** Default: success. */
  conclusion?: string;
  headSha: string;
  /** Default: main. */
  headBranch?: string;
  /** Default: the repository; null where the fork is gone. */
  headRepository?: string | null;
  /** Default: `.github/workflows/model.yml`. */
  path?: string;
  /** ISO 8601; default: 2023-11-12. */
  created?: string;
  /** Whether its commit is on its branch; default: true. */
  isOnBranch?: boolean;
  artifacts?: readonly StandInArtifact[];
  jobs?: readonly StandInJob[];
  /** When the attempt started, ISO 8601; default: when it was made. */
  started?: string;
}

/** A job of a run. */
export interface StandInJob {
  id: number;
  name: string;
  /** Default: success; null while it runs. */
  conclusion?: string | null;
  /** ISO 8601; default: when the attempt started. */
  started?: string;
}

/** An artifact of a run: a zip archive. */
export interface StandInArtifact {
  name: string;
  zip: Uint8Array;
  expired?: boolean;
  /** What GitHub says of it; default: its SHA-256, `null` for none. */
  digest?: string | null;
}

/** GitHub's runs and artifacts, and the host that the artifacts' content is on. */
export interface RunsStandIn {
  /** A run of a new id. */
  add(run: StandInRun): void;
  ids(): number[];
  /** Answers a request for runs or artifacts; undefined for any other. */
  answer(request: Received): Answer | undefined;
  /** What was asked of the host of the contents. */
  downloads: { url: string; authorization: string | undefined }[];
  /** The next downloads end so. */
  failDownloads(...faults: (Answer | "cut")[]): void;
  close(): Promise<void>;
}

/** Starts the host of the contents. */
export async function startRuns(repository: string): Promise<RunsStandIn> {
  const runs: Required<StandInRun>[] = [];
  const artifacts = new Map<number, { run: StandInRun; artifact: StandInArtifact }>();
  const downloads: RunsStandIn["downloads"] = [];
  const faults: (Answer | "cut")[] = [];
  const host = await serve(async ({ url, path, headers }) => {
    downloads.push({ url, authorization: headers.authorization });
    const found = artifacts.get(Number(/^\/blobs\/(\d+)\.zip$/.exec(path)?.[1]));
    if (found === undefined || !url.endsWith("?sig=secret")) return { status: 403, body: "<Error/>" };
    const zip = Buffer.from(found.artifact.zip);
    const fault = faults.shift();
    if (fault !== undefined && fault !== "cut") return fault;
    const body = fault === "cut" ? zip.subarray(0, zip.length >> 1) : zip;
    return { status: 200, headers: { "content-type": "application/zip" }, body };
  });

  const listRuns = (query: URLSearchParams, workflow: string | undefined): Answer => {
    const ofFile = runs.filter((run) => workflow === undefined || run.path.endsWith(`/${workflow}`));
    if (workflow !== undefined && ofFile.length === 0) return notFound;
    const matches = (value: string, key: string): boolean => (query.get(key) ?? value) === value;
    const found = ofFile
      .filter(
        (run) =>
          matches(run.headSha, "head_sha") &&
          matches(run.headBranch, "branch") &&
          (matches(run.status, "status") || matches(run.conclusion, "status")),
      )
      .sort((a, b) => b.id - a.id);
    const shown = pageOf(found, query).map((run) => renderRun(run, repository));
    return json({ total_count: found.length, workflow_runs: shown });
  };
  const listArtifacts = (query: URLSearchParams, id: number): Answer => {
    const run = runs.find((each) => each.id === id);
    if (run === undefined) return notFound;
    const found = [...artifacts].filter(([, each]) => each.run.id === id);
    const shown = pageOf(found, query).map(([key, { artifact }]) => renderArtifact(key, artifact, run));
    return json({ total_count: found.length, artifacts: shown });
  };
  const listJobs = (query: URLSearchParams, id: number): Answer => {
    const run = runs.find((each) => each.id === id);
    if (run === undefined) return notFound;
    const shown = pageOf(run.jobs, query).map(
      ({ conclusion = "success", started = run.started, ...job }) => ({
        ...{ ...job, run_id: id, run_attempt: run.attempt, conclusion, started_at: started },
        status: conclusion === null ? "in_progress" : "completed",
      }),
    );
    return json({ total_count: run.jobs.length, jobs: shown });
  };

  return {
    downloads,
    ids: () => runs.map(({ id }) => id),
    failDownloads: (...all) => void faults.push(...all),
    add(run) {
      const whole = {
        ...{ event: "push", conclusion: "success", headBranch: "main", headRepository: repository },
        ...{ status: "completed", attempt: 1 },
        ...{
          path: ".github/workflows/model.yml",
          created: "2023-11-12T00:00:00Z",
          artifacts: [],
          jobs: [],
          started: run.created ?? "2023-11-12T00:00:00Z",
          isOnBranch: true,
        },
        ...run,
      };
      runs.push(whole);
      for (const artifact of whole.artifacts) artifacts.set(1000 + artifacts.size, { run: whole, artifact });
    },
    answer({ method, url }) {
      const { pathname, searchParams } = new URL(url, "http://github.test");
      const below = `/repos/${repository}/`;
      if (method !== "GET" || !pathname.startsWith(below)) return undefined;
      const [area, kind, id = "", part] = pathname.slice(below.length).split("/");
      const branch = decodeURIComponent([id, part].join("/")).replace(/^heads\/|\/$/g, "");
      const isRef = area === "git" && kind === "ref" && runs.some(({ headBranch }) => headBranch === branch);
      if (isRef) return json({ ref: id, object: { type: "commit", sha: tip } });
      const [, compared] = /^([0-9a-f]{40})\.\.\.f{40}$/.exec((area === "compare" && kind) || "") ?? [];
      const run = runs.find(({ headSha }) => headSha === compared);
      if (run !== undefined) return json({ status: run.isOnBranch ? "ahead" : "diverged" });
      if (area !== "actions") return undefined;
      if (kind === "runs" && id === "") return listRuns(searchParams, undefined);
      if (kind === "runs" && (part === undefined || part === "attempts")) {
        const found = runs.find((each) => each.id === Number(id));
        return found === undefined ? notFound : json(renderRun(found, repository));
      }
      if (kind === "runs" && part === "jobs") return listJobs(searchParams, Number(id));
      if (kind === "runs" && part === "artifacts") return listArtifacts(searchParams, Number(id));
      if (kind === "workflows" && part === "runs") return listRuns(searchParams, id);
      const found = kind === "artifacts" && part === "zip" ? artifacts.get(Number(id)) : undefined;
      if (found === undefined) return notFound;
      if (found.artifact.expired) return { ...json({ message: "Artifact has expired" }), status: 410 };
      return { status: 302, headers: { location: `${host.url}/blobs/${id}.zip?sig=secret` } };
    },
    close: host.close,
  };
}

/** What every branch is at. */
const tip = "f".repeat(40);

const notFound: Answer = {
  status: 404,
  body: JSON.stringify({ message: "Not Found", documentation_url: "https://docs.github.com/rest" }),
};

function json(value: object): { status: number; body: string } {
  return { status: 200, body: JSON.stringify(value) };
}

function pageOf<T>(items: readonly T[], query: URLSearchParams): T[] {
  const [size, page] = [Number(query.get("per_page") ?? 30), Number(query.get("page") ?? 1)];
  return items.slice((page - 1) * size, page * size);
}

function renderRun(run: Required<StandInRun>, repository: string): object {
  return {
    id: run.id,
    event: run.event,
    status: run.status,
    run_attempt: run.attempt,
    conclusion: run.status === "completed" ? run.conclusion : null,
    head_sha: run.headSha,
    head_branch: run.headBranch,
    path: run.path,
    created_at: run.created,
    run_started_at: run.started,
    repository: { full_name: repository },
    head_repository: run.headRepository === null ? null : { full_name: run.headRepository },
  };
}

function renderArtifact(
  id: number,
  { name, zip, expired = false, digest }: StandInArtifact,
  run: StandInRun,
) {
  const own = `sha256:${createHash("sha256").update(zip).digest("hex")}`;
  return {
    ...{ id, name, expired, size_in_bytes: zip.length, digest: digest === undefined ? own : digest },
    workflow_run: { id: run.id, head_sha: run.headSha },
  };
}
