import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fetchAnswer } from "../../src/services/github-fetch.ts";

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const headers = { authorization: "token ghs_test", "content-type": "application/json" };

describe("an answer of GitHub's", () => {
  test("is read whole, packed or not", async () => {
    await using server = await listen((request, response) => {
      const packed = request.url === "/packed";
      response.writeHead(200, {
        "content-type": "text/plain",
        ...(packed && { "content-encoding": "gzip" }),
      });
      response.end(packed ? gzipSync("größer") : "größer");
    });
    for (const name of ["/packed", "/plain"]) {
      const answer = await fetchAnswer(server.url + name);
      expect(answer).toMatchObject({ status: 200, url: server.url + name });
      expect(answer.headers.get("content-type")).toBe("text/plain");
      expect(await answer.text()).toBe("größer");
    }
  });

  test.each([
    [301, "POST", "GET"],
    [303, "PATCH", "GET"],
    [301, "PATCH", "PATCH"],
    [307, "POST", "POST"],
    [308, "DELETE", "DELETE"],
  ])("%i is followed from %s by %s, as the Fetch Standard says", async (status, method, then) => {
    const seen: string[] = [];
    await using server = await listen(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      seen.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
      response.writeHead(request.url === "/old" ? status : 200, { location: "/new" });
      response.end();
    });
    const answer = await fetchAnswer(`${server.url}/old`, { method, headers, body: "{}" });
    expect(answer).toMatchObject({ status: 200, url: `${server.url}/new` });
    expect(seen[1]).toBe(`${then} /new token ghs_test ${then === "GET" ? "" : "{}"}`);
  });

  test("takes no token to another host, and is not followed where that is not wanted", async () => {
    let seen: string | undefined = "nothing";
    await using other = await listen((request, response) => {
      seen = request.headers.authorization;
      response.end("there");
    });
    await using server = await listen((_, response) => {
      response.writeHead(302, { location: other.url });
      response.end();
    });
    expect(await (await fetchAnswer(server.url, { headers })).text()).toBe("there");
    expect(seen).toBeUndefined();
    const manual = await fetchAnswer(server.url, { redirect: "manual" });
    expect([manual.status, manual.headers.get("location")]).toEqual([302, other.url]);
  });

  test("that redirects for ever, breaks off or is late ends in an error", async () => {
    await using server = await listen((request, response) => {
      if (request.url === "/again") response.writeHead(302, { location: "/again" }).end();
      if (request.url === "/short") {
        response.writeHead(200, { "content-length": 10 });
        response.write("short", () => request.socket.destroy());
      }
    });
    await expect(fetchAnswer(`${server.url}/again`)).rejects.toThrow("more than 10 times");
    await expect((await fetchAnswer(`${server.url}/short`)).text()).rejects.toThrow("aborted");
    const signal = AbortSignal.timeout(20);
    await expect(fetchAnswer(`${server.url}/never`, { signal })).rejects.toThrow(/timeout/);
  });
});
