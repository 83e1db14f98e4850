import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { requireTool } from "../require-tool.ts";
import { startChild } from "./child.ts";
import { type Answer, forward, type Received, serve } from "./serve.ts";

/** The artifact service of one workflow run, on loopback. */
export interface ArtifactStandIn {
  /** What the runner would set for an action's process. */
  env: { ACTIONS_RESULTS_URL: string; ACTIONS_RUNTIME_TOKEN: string };
  /** Names of all artifacts, in the order of their upload. */
  names(): readonly string[];
  /** The zip archive that an artifact is. */
  zip(name: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Starts the service (0.2 s). Like GitHub's, it takes a name once a run. */
export async function startArtifacts(): Promise<ArtifactStandIn> {
  const folder = await mkdtemp(path.join(tmpdir(), "mlops-artifacts-"));
  const modules = path.join(requireTool("beds"), "node_modules");
  const program = path.join(import.meta.dirname, "artifact-server.ts");
  const child = await startChild(process.execPath, [program, modules, folder], {
    ready: /listening on (\S+)\s/,
    env: { PATH: process.env.PATH, DTU_CACHE_DIR: folder, DTU_LOGS_DIR: folder },
  });
  const names: string[] = [];
  const front = await serve(async (request) => {
    if (request.path.endsWith("/CreateArtifact")) {
      const { name } = JSON.parse(request.body.toString("utf8")) as { name: string };
      if (names.includes(name))
        return {
          status: 409,
          body: JSON.stringify({
            code: "already_exists",
            msg: "an artifact with this name already exists on the workflow run",
          }),
        };
      names.push(name);
    }
    const answer = await forward(request, child.ready);
    return request.path.endsWith("/ListArtifacts") ? filtered(request, answer) : answer;
  });
  return {
    env: { ACTIONS_RESULTS_URL: `${front.url}/`, ACTIONS_RUNTIME_TOKEN: runtimeToken() },
    names: () => names,
    async zip(name) {
      const asked = `${child.ready}/twirp/github.actions.results.api.v1.ArtifactService/GetSignedArtifactURL`;
      const headers = { "content-type": "application/json" };
      const answer = await fetch(asked, { method: "POST", headers, body: JSON.stringify({ name }) });
      const { signedUrl } = (await answer.json()) as { signedUrl: string };
      return new Uint8Array(await (await fetch(signedUrl)).arrayBuffer());
    },
    async close() {
      await front.close();
      await child.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** dtu lists all artifacts, whatever was asked for; the client would then download the first. */
function filtered(request: Received, answer: Exclude<Answer, "drop">): Answer {
  const asked = JSON.parse(request.body.toString("utf8")) as { id_filter?: string; name_filter?: string };
  const { artifacts } = JSON.parse(Buffer.from(answer.body ?? "").toString("utf8")) as {
    artifacts: { databaseId: string; name: string }[];
  };
  const found = artifacts.filter(
    ({ databaseId, name }) =>
      (asked.id_filter ?? databaseId) === databaseId && (asked.name_filter ?? name) === name,
  );
  return { status: answer.status, body: JSON.stringify({ artifacts: found }) };
}

/** The client reads the run's and the job's ids from the token's scope; nobody checks its signature here. */
function runtimeToken(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part({ scp: "Actions.Results:1:1" })}.unsigned`;
}
