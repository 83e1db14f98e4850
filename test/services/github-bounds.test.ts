import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { type Clock, fakeClock, systemClock } from "../../src/services/clock.ts";
import { createGitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";

/** The service before a server that answers so. */
async function open(
  answer: (response: ServerResponse) => void,
  given: { patience: { request: number; call: number }; clock?: Clock; signal?: AbortSignal },
) {
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const about = { token: "ghs_x", repository: "acme/houses", apiUrl, version: "1", log: memoryLog() };
  return {
    github: createGitHub({ ...about, clock: fakeClock(), ...given }),
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 20);
  response.once("close", () => clearInterval(timer));
}

function limited(response: ServerResponse): void {
  response.writeHead(429, { "content-type": "application/json", "retry-after": "60" }).end("{}");
}

describe.concurrent("a call of GitHub's API has an end", () => {
  test("where each answer comes byte by byte", async () => {
    await using world = await open(drip, { patience: { request: 150, call: 20_000 } });
    await expect(world.github.pullRequest(7)).rejects.toThrow("no whole answer came within 0.15 s");
    expect(world.requests()).toBe(4);
  });

  test("where the connection is taken and nothing said", async () => {
    await using world = await open(() => {}, { patience: { request: 60_000, call: 200 } });
    await expect(world.github.pullRequest(7)).rejects.toThrow("GitHub did not answer as it should for");
    expect(world.requests()).toBe(1);
  });

  test("while it waits for a limit to lift, too", async () => {
    await using world = await open(limited, { patience: { request: 5000, call: 400 }, clock: systemClock });
    await expect(world.github.pullRequest(7)).rejects.toThrow("GitHub did not answer as it should for");
  });

  test("as soon as the run is stopped, while it waits, too", async () => {
    const stop = new AbortController();
    const patience = { request: 5000, call: 60_000 };
    await using world = await open(limited, { patience, clock: systemClock, signal: stop.signal });
    const call = world.github.pullRequest(7);
    setTimeout(() => stop.abort(new Error("stopped")), 300);
    await expect(call).rejects.toThrow("stopped");
  });

  test("after a list's pages that are no list", async () => {
    const object = (response: ServerResponse): void => {
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    };
    await using world = await open(object, { patience: { request: 5000, call: 20_000 } });
    await expect(world.github.pullRequestsOfCommit("a".repeat(40))).rejects.toThrow("is not as documented");
    expect(world.requests()).toBe(1);
  });
});
