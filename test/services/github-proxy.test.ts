import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startFaultyGitHub } from "./faulty-github.ts";

/** Asks for a pull request as an action does; the proxy's variables are the process's. */
const script = `
  import { createGitHub } from "./src/services/github.ts";
  import { fakeClock } from "./src/services/clock.ts";
  import { memoryLog } from "./src/services/log.ts";
  const github = createGitHub({ token: "ghs_x", repository: "acme/houses", apiUrl: process.env.GITHUB_API_URL,
    version: "1", log: memoryLog(), clock: fakeClock(), useProxy: true });
  console.log((await github.pullRequest(3)).number);`;

test("GitHub's API is reached through the proxy that the environment names", async () => {
  await using github = await startFaultyGitHub();
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on("connect", (request, socket) => {
    tunnels.push(request.url ?? "");
    const target = connect(Number(new URL(github.url).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    for (const each of [target, socket]) each.on("error", () => target.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", script],
      {
        cwd: path.resolve(import.meta.dirname, "../.."),
        env: {
          PATH: process.env.PATH,
          GITHUB_API_URL: "http://api.github.test",
          http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
        },
      },
    );
    expect(stdout.trim()).toBe("3");
    expect(tunnels).toEqual(["api.github.test:80"]);
    expect(github.requests).toMatchObject([{ line: "GET /repos/acme/houses/pulls/3" }]);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});
