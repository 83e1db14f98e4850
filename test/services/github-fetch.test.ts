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
    [301, "POST", "POST"],
    [303, "PATCH", "GET"],
    [301, "PATCH", "PATCH"],
    [307, "POST", "POST"],
    [308, "DELETE", "DELETE"],
  ])("%i is followed from %s by %s, as GitHub asks for what it has moved", async (status, method, then) => {
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

  test.each([
    "https://169.254.169.254/latest",
    "file:///etc/passwd",
    "//evil.test/",
    "http://",
    "javascript:1",
  ])("is not followed to %s", async (location) => {
    await using server = await listen((_, response) => response.writeHead(302, { location }).end());
    const error = await fetchAnswer(server.url, { headers }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ rerun: false });
    expect((error as Error).message).toMatch(/^it redirects to .*, where the token does not go$/);
  });

  test("is not followed to another host, and not at all where that is not wanted", async () => {
    let asked = 0;
    await using other = await listen((_, response) => {
      asked++;
      response.end("there");
    });
    await using server = await listen((_, response) => {
      response.writeHead(302, { location: other.url });
      response.end();
    });
    await expect(fetchAnswer(server.url, { headers })).rejects.toThrow("where the token does not go");
    expect(asked).toBe(0);
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
    await expect(fetchAnswer(`${server.url}/short`)).rejects.toThrow("broke before its answer was whole");
    const signal = AbortSignal.timeout(20);
    await expect(fetchAnswer(`${server.url}/never`, { signal })).rejects.toThrow(/timeout/);
  });

  test.each(["a byte now and then", "headers without end", "redirects without end of their text"])(
    "of %s ends with the signal",
    async (what) => {
      await using server = await listen((request, response) => {
        if (what.startsWith("headers")) {
          request.socket.write("HTTP/1.1 200 OK\r\n");
          const timer = setInterval(() => request.socket.write("x-more: 1\r\n"), 10);
          return void request.socket.once("close", () => clearInterval(timer));
        }
        if (what.startsWith("redirects")) response.writeHead(302, { location: "/" });
        const timer = setInterval(() => response.write(" "), 10);
        response.once("close", () => clearInterval(timer));
      });
      const signal = AbortSignal.timeout(200);
      await expect(fetchAnswer(server.url, { signal })).rejects.toThrow(/timeout|more than 10 times/);
    },
  );

  test("with more headers than there can be is refused", async () => {
    await using server = await listen((request) => {
      request.socket.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(1 << 20)}\r\n\r\n`);
    });
    await expect(fetchAnswer(server.url)).rejects.toThrow("Header overflow");
  });

  test.each([
    ["a list", "application/vnd.github+json", "40 MB"],
    ["a file", "application/vnd.github.raw+json", "120 MB"],
  ])("that never ends is left where %s can be no larger", async (_, accept, size) => {
    let sent = 0;
    await using server = await listen((_request, response) => {
      const chunk = Buffer.alloc(1 << 20, " ");
      const more = (): void => {
        while (!response.destroyed && sent++ < 4096) if (!response.write(chunk)) break;
      };
      response.on("drain", more);
      more();
    });
    const error = await fetchAnswer(server.url, { headers: { accept } }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ message: `its answer is longer than ${size}`, rerun: false });
    expect(sent).toBeLessThan(400);
  });

  test("that unpacks to more than it can be is left", async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20));
    await using server = await listen((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    await expect(fetchAnswer(server.url)).rejects.toThrow("its answer is longer than 40 MB");
  });

  test("to a token that no header can hold is refused without showing it", async () => {
    const split = { authorization: "token ghs_secret\r\nx-evil: 1" };
    const error = await fetchAnswer("http://127.0.0.1:1", { headers: split }).catch(
      (cause: unknown) => cause,
    );
    expect(error).toMatchObject({ code: "ERR_INVALID_CHAR" });
    expect(String(error)).not.toContain("ghs_secret");
  });
});
