import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { requireTool } from "../require-tool.ts";

/** A real MLflow tracking server on loopback, with SQLite and its artifacts in a folder of its own. */
export interface MlflowStandIn {
  url: string;
  /** Asks its REST interface; throws for another status than 200. */
  ask(method: string, path: string, body?: object): Promise<Record<string, never>>;
  close(): Promise<void>;
}

/** Starts it (10 s on a quiet machine). */
export async function startMlflow(): Promise<MlflowStandIn> {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-mlflow-"));
  const port = await freePort();
  const store = ["--backend-store-uri", `sqlite:///${folder}/mlflow.db`];
  const child = spawn(
    requireTool("python"),
    [
      ...["-m", "mlflow", "server", "--host", "127.0.0.1", "--port", String(port), "--workers", "1"],
      ...[...store, "--artifacts-destination", path.join(folder, "artifacts")],
    ],
    {
      env: { ...process.env, MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false", MLFLOW_TRACKING_URI: "" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-4000);
    });
  // The server starts processes of its own: all of them go.
  const kill = (): void => {
    try {
      process.kill(-child.pid!, "SIGKILL");
    } catch {
      // It ended by itself.
    }
  };
  process.once("exit", kill);
  const url = `http://127.0.0.1:${port}`;
  const close = async (): Promise<void> => {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
    kill();
    await ended;
    process.off("exit", kill);
    rmSync(folder, { recursive: true, force: true });
  };
  const isHealthy = (): Promise<boolean> =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let tries = 0; !(await isHealthy()); tries++) {
    if (child.exitCode !== null || tries > 1000) {
      await close();
      throw new Error(`MLflow's server did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return {
    url,
    async ask(method, place, body) {
      const response = await fetch(`${url}/api/2.0/${place}`, {
        method,
        ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
      if (!response.ok) throw new Error(`MLflow answers ${response.status}: ${await response.text()}`);
      return response.json() as Promise<Record<string, never>>;
    },
    close,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
