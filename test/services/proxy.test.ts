import { createReadStream, mkdtempSync, writeFileSync } from "node:fs";
import type { ClientRequest } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { ServiceError } from "../../src/errors.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createGitHub } from "../../src/services/github.ts";
import { createHttp } from "../../src/services/http.ts";
import { memoryLog } from "../../src/services/log.ts";
import { openServer } from "../../src/services/mlflow-server.ts";
import { readMlflowSettings } from "../../src/services/mlflow-settings.ts";
import { createNodeFetch } from "../../src/services/node-fetch.ts";
import { postWebhook } from "../../src/services/post-webhook.ts";
import { createProxyRoute } from "../../src/services/proxy-route.ts";
import { sendRequest } from "../../src/services/send-request.ts";
import { createAuthority } from "./certificates.ts";
import { startFaultyGitHub } from "./faulty-github.ts";
import { type ProxyFault, startProxy } from "./proxy-server.ts";
import { startTls } from "./tls-server.ts";

const authority = createAuthority();
const identity = authority.issue("api.github.test");
const secret = "s%3Acret%21";
const login = `Basic ${Buffer.from("ann:s:cret!").toString("base64")}`;

/** GitHub behind TLS, which only a proxy finds. */
async function startWorld() {
  const github = await startFaultyGitHub();
  const tls = await startTls(new URL(github.url).port, identity);
  const [secure, plain] = await Promise.all([startProxy(tls.port), startProxy(new URL(github.url).port)]);
  return {
    ...{ github, secure, plain },
    async [Symbol.asyncDispose]() {
      for (const each of [secure, plain, tls, github]) await each[Symbol.asyncDispose]();
    },
  };
}

function withLogin(url: string): string {
  return url.replace("//", `//ann:${secret}@`);
}

function routeBy(env: Record<string, string>, ca: string | undefined = authority.ca) {
  return createProxyRoute(env, ca === undefined ? undefined : { ca }, 300);
}

function openGitHub(route: ReturnType<typeof routeBy>, apiUrl = "https://api.github.test") {
  const log = memoryLog();
  const github = createGitHub({
    ...{ token: "ghs_x", repository: "acme/houses", apiUrl, version: "1", log, clock: fakeClock(), route },
    ...{ patience: { request: 1000, call: 20_000 } },
  });
  return { github, log };
}

async function failureOf(call: Promise<unknown>): Promise<ServiceError> {
  const error = await call.then(undefined, (cause: unknown) => cause);
  expect(error).toBeInstanceOf(ServiceError);
  expect(inspect(error, { depth: 9 })).not.toContain(login);
  expect(inspect(error, { depth: 9 })).not.toMatch(/s:cret|s%3A|ann:/);
  return error as ServiceError;
}

describe("through a proxy", () => {
  test("GitHub's API is reached by one tunnel, and the proxy's login stays at the proxy", async () => {
    await using world = await startWorld();
    const { github } = openGitHub(routeBy({ HTTPS_PROXY: withLogin(world.secure.url) }));
    expect((await github.pullRequest(3)).number).toBe(3);
    expect(await github.login()).toBe("ml-team");
    expect(world.secure.requests).toEqual([{ line: "CONNECT api.github.test:443", authorization: login }]);
    expect(world.github.requests.map(({ line }) => line)).toEqual([
      "GET /repos/acme/houses/pulls/3",
      "GET /user",
    ]);
    expect(world.github.requests[0]?.authorization).toBe("token ghs_x");
  });

  test("what is not encrypted is asked for whole, as proxies open tunnels to port 443 alone", async () => {
    await using world = await startWorld();
    const route = routeBy({ http_proxy: withLogin(world.plain.url) });
    const { github } = openGitHub(route, "http://ghes.test:8080/api/v3");
    expect((await github.pullRequest(3)).number).toBe(3);
    expect(world.plain.requests).toEqual([
      { line: "GET http://ghes.test:8080/api/v3/repos/acme/houses/pulls/3", authorization: login },
    ]);
  });

  test("what NO_PROXY names is reached straight", async () => {
    await using world = await startWorld();
    const route = routeBy({ HTTP_PROXY: world.plain.url, NO_PROXY: "ghes.invalid" });
    const error = await failureOf(openGitHub(route, "http://ghes.invalid").github.login());
    expect(error.message).toContain("ENOTFOUND ghes.invalid");
    expect(error.rerun).toBe(true);
    expect((await openGitHub(route, world.github.url).github.pullRequest(3)).number).toBe(3);
    expect(world.plain.requests).toEqual([]);
  });

  test.each<ProxyFault>([
    { status: 502 },
    { status: 503 },
    "close",
    "never answer",
    "cut the tunnel",
    "reset the tunnel",
  ])("a call goes on after %j", async (fault) => {
    await using world = await startWorld();
    world.secure.fail(fault);
    const { github } = openGitHub(routeBy({ HTTPS_PROXY: world.secure.url }));
    expect((await github.pullRequest(3)).number).toBe(3);
    expect(world.secure.requests).toHaveLength(2);
  });
});

test("MLflow is reached by a proxy with a certificate of its own, too", async () => {
  await using world = await startWorld();
  const file = path.join(mkdtempSync(path.join(tmpdir(), "mlops-proxy-")), "ca.pem");
  writeFileSync(file, authority.ca);
  const variables = { MLFLOW_TRACKING_URI: "https://api.github.test" };
  const env = { HTTPS_PROXY: world.secure.url };
  const ask = (more: Record<string, string>) => {
    const settings = readMlflowSettings({ ...variables, ...more });
    if (settings === undefined) throw new Error("no settings");
    return openServer(settings, { env, userAgent: "test" }).http.fetch("https://api.github.test/user");
  };
  expect((await ask({ MLFLOW_TRACKING_SERVER_CERT_PATH: file })).status).toBe(200);
  expect((await ask({ MLFLOW_TRACKING_INSECURE_TLS: "true" })).status).toBe(200);
  expect((await failureOf(ask({}))).hint).toContain("NODE_EXTRA_CA_CERTS");
  expect(world.secure.requests).toHaveLength(3);
});

test("a client's certificate that is none ends a request to MLflow, straight and through a tunnel", async () => {
  await using world = await startWorld();
  const file = path.join(mkdtempSync(path.join(tmpdir(), "mlops-proxy-")), "client.pem");
  writeFileSync(file, "no certificate");
  const settings = readMlflowSettings({
    MLFLOW_TRACKING_URI: "https://api.github.test",
    MLFLOW_TRACKING_CLIENT_CERT_PATH: file,
  });
  if (settings === undefined) throw new Error("no settings");
  for (const env of [{}, { HTTPS_PROXY: world.secure.url }]) {
    const { http } = openServer(settings, { env, userAgent: "test" });
    const error = await failureOf(http.fetch("https://api.github.test/user"));
    expect(error.message).toMatch(/^Cannot reach "api\.github\.test": .*PEM/);
    expect(error.rerun).toBe(false);
    expect(error.hint).toContain("MLFLOW_TRACKING_CLIENT_CERT_PATH");
  }
  expect(world.secure.requests).toHaveLength(1);
});

describe("a body that fails", () => {
  const missing = path.join(tmpdir(), "mlops-no-such-file");
  const options = { method: "PUT", body: () => createReadStream(missing) };

  test("ends its request through a tunnel that is still to come, by its own error", async () => {
    await using world = await startWorld();
    world.secure.failure = "never answer";
    const http = createHttp(createNodeFetch(createProxyRoute({ HTTPS_PROXY: world.secure.url })));
    const error = await failureOf(http.fetch("https://api.github.test/", options));
    expect(error.message).toContain("ENOENT");
  });

  test("ends its request straight and through what is not encrypted, by its own error", async () => {
    await using world = await startWorld();
    const straight = createHttp(createNodeFetch());
    const proxied = createHttp(createNodeFetch(routeBy({ HTTP_PROXY: world.plain.url })));
    for (const asked of [straight.fetch(world.github.url, options), proxied.fetch("http://a.test/", options)])
      expect((await failureOf(asked)).message).toContain("ENOENT");
  });

  test("by an exception of the platform, whose message cannot be set, is named as it is", async () => {
    await using world = await startWorld();
    const route = routeBy({ HTTP_PROXY: world.plain.url });
    const late = new DOMException("too late", "TimeoutError");
    const about = { method: "PUT", headers: {} };
    const write = (request: ClientRequest): void => void request.destroy(late);
    const asked = sendRequest(new URL("http://a.test/"), { ...about, write }, route);
    await expect(asked).rejects.toThrow(/^too late \(through the proxy "127\.0\.0\.1:\d+"\)$/);
  });

  test("is not opened where the run is stopped while the way is found", async () => {
    await using world = await startWorld();
    const stop = new AbortController();
    const route = async () => {
      stop.abort(new Error("stopped"));
      return { options: {} };
    };
    let opened = 0;
    const body = () => {
      opened += 1;
      return createReadStream(missing);
    };
    const { fetch } = createHttp(createNodeFetch(route));
    const asked = fetch(world.github.url, { ...options, body, signal: stop.signal });
    await expect(asked).rejects.toThrow("stopped");
    expect(opened).toBe(0);
  });

  test("a request that closes without a word ends, too", async () => {
    await using world = await startWorld();
    const about = { method: "PUT", headers: {} };
    const write = (request: ClientRequest): void => request.abort();
    for (const route of [undefined, routeBy({ HTTP_PROXY: world.plain.url })])
      await expect(sendRequest(new URL(world.github.url), { ...about, write }, route)).rejects.toThrow(
        "the request was closed",
      );
  });
});

interface Case {
  fault: ProxyFault;
  /** With a user and a password. */
  known?: boolean;
  says: RegExp;
  rerun: boolean;
  hint?: RegExp;
}

const cases: Case[] = [
  {
    fault: { status: 407 },
    says: /wants a user and a password \(407\)/,
    rerun: false,
    hint: /from a secret/,
  },
  {
    fault: { status: 407 },
    known: true,
    says: /does not accept .* of HTTPS_PROXY \(407\)/,
    rerun: false,
    hint: /%40/,
  },
  {
    fault: { status: 407, headers: { "proxy-authenticate": "Negotiate, NTLM" } },
    ...{ says: /wants a login by Negotiate or NTLM \(407\)/, rerun: false, hint: /NO_PROXY/ },
  },
  {
    fault: { status: 407, headers: { "proxy-authenticate": 'NTLM, Basic realm="corp, inc"' } },
    ...{ says: /wants a user and a password/, rerun: false },
  },
  { fault: { status: 403 }, says: /answered 403 in place of a connection/, rerun: false, hint: /allowed/ },
  { fault: { status: 502 }, says: /answered 502 in place of a connection/, rerun: true },
  { fault: "close", says: /cannot be used: socket hang up/, rerun: true },
  { fault: "never answer", says: /did not answer within 0\.3 s/, rerun: true },
  { fault: "cut the tunnel", says: /through the proxy "127\.0\.0\.1:\d+"/, rerun: true },
  { fault: "reset the tunnel", says: /reset|ECONNRESET|disconnected/, rerun: true },
  { fault: "swallow", says: /no whole answer came within 1 s/, rerun: true },
];

describe.concurrent("a proxy that does not let through", () => {
  test.each(cases)(
    "$fault ends a call of GitHub's API, with a login: $known",
    async ({ fault, known, ...expected }) => {
      await using world = await startWorld();
      world.secure.failure = fault;
      const url = known ? withLogin(world.secure.url) : world.secure.url;
      const { github, log } = openGitHub(routeBy({ HTTPS_PROXY: url }));
      const error = await failureOf(github.pullRequest(3));
      expect(error.message).toMatch(
        /^Cannot read pull request #3 in "acme\/houses": GitHub did not answer: /,
      );
      expect(error.message).toMatch(expected.says);
      expect(error).toMatchObject({ status: undefined, rerun: expected.rerun });
      if (expected.hint) expect(error.hint).toMatch(expected.hint);
      expect(world.secure.requests.length).toBe(expected.rerun ? 4 : 1);
      expect(world.github.requests).toEqual([]);
      expect(log.lines.join("\n")).not.toContain("cret");
    },
  );

  test.each(cases)(
    "$fault ends another request, with a login: $known",
    async ({ fault, known, ...expected }) => {
      await using world = await startWorld();
      world.secure.failure = fault;
      const url = known ? withLogin(world.secure.url) : world.secure.url;
      const http = createHttp(createNodeFetch(routeBy({ HTTPS_PROXY: url })));
      if (fault === "swallow") {
        const signal = AbortSignal.timeout(300);
        await expect(http.fetch("https://api.github.test/", { signal })).rejects.toThrow("timeout");
        return;
      }
      const error = await failureOf(http.fetch("https://api.github.test/"));
      expect(error.message).toMatch(/^Cannot reach "api\.github\.test": /);
      expect(error.message).toMatch(expected.says);
      expect(error.rerun).toBe(expected.rerun);
      if (expected.hint) expect(error.hint).toMatch(expected.hint);
    },
  );

  test("to what is not encrypted says so, too", async () => {
    await using world = await startWorld();
    world.plain.failure = { status: 407 };
    const route = routeBy({ HTTP_PROXY: withLogin(world.plain.url) });
    const error = await failureOf(openGitHub(route, "http://ghes.test").github.pullRequest(3));
    expect(error.message).toContain("does not accept the user and the password of HTTP_PROXY");
    expect(world.plain.requests).toHaveLength(1);
  });

  test("is left as soon as the run is stopped", async () => {
    await using world = await startWorld();
    world.secure.failure = "never answer";
    const route = createProxyRoute({ HTTPS_PROXY: world.secure.url });
    const stop = new AbortController();
    const asked = createHttp(createNodeFetch(route)).fetch("https://a.test/", { signal: stop.signal });
    setTimeout(() => stop.abort(new Error("stopped")), 50);
    await expect(asked).rejects.toThrow("stopped");
  });

  test("that there is not, and one that is none, are named", async () => {
    const nowhere = createHttp(createNodeFetch(routeBy({ HTTPS_PROXY: "http://ann:s%3Acret@127.0.0.1:1" })));
    const error = await failureOf(nowhere.fetch("https://a.test/"));
    expect(error.message).toBe(
      'Cannot reach "a.test": the proxy "127.0.0.1:1" cannot be used: connect ECONNREFUSED 127.0.0.1:1',
    );
    const none = await failureOf(
      openGitHub(routeBy({ HTTPS_PROXY: "socks5://ann:s%3Acret@b" })).github.login(),
    );
    expect(none.message).toContain("HTTPS_PROXY does not name a proxy");
    expect(none.rerun).toBe(false);
  });

  test("ends a webhook without a word of its address", async () => {
    await using world = await startWorld();
    world.secure.failure = { status: 407 };
    const http = createHttp(createNodeFetch(routeBy({ HTTPS_PROXY: world.secure.url })));
    const { signal } = new AbortController();
    const error = await failureOf(
      postWebhook(
        { http, clock: fakeClock(), signal },
        {
          url: "https://hooks.test/T0/B0",
          name: "SLACK_WEBHOOK",
          body: "{}",
          headers: () => ({}),
          hasId: false,
        },
      ),
    );
    expect(error.message).toMatch(/^Cannot send to SLACK_WEBHOOK: the proxy "127\.0\.0\.1:\d+" wants a user/);
    expect(`${error.message}${error.hint}`).not.toContain("hooks.test");
    expect(world.secure.requests).toHaveLength(1);
  });
});

describe("a certificate", () => {
  test("of a proxy that reads what is encrypted is refused, with what to do", async () => {
    await using world = await startWorld();
    const route = routeBy({ HTTPS_PROXY: world.secure.url }, createAuthority("Another").ca);
    for (const call of [
      () => openGitHub(route).github.pullRequest(3),
      () => createHttp(createNodeFetch(route)).fetch("https://api.github.test/"),
    ]) {
      const error = await failureOf(call());
      expect(error.message).toMatch(/verify.* \(through the proxy "127\.0\.0\.1:\d+"\)$/);
      expect(error.rerun).toBe(false);
      expect(error.hint).toContain("NODE_EXTRA_CA_CERTS");
    }
    expect(world.secure.requests).toHaveLength(2);
  });

  test("of another host is refused", async () => {
    await using world = await startWorld();
    const http = createHttp(createNodeFetch(routeBy({ HTTPS_PROXY: world.secure.url })));
    const error = await failureOf(http.fetch("https://evil.test/"));
    expect(error.message).toContain("does not match certificate's altnames");
    expect(error.rerun).toBe(false);
  });
});
