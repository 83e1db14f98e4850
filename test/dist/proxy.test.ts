import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { createAuthority } from "../services/certificates.ts";
import { startFaultyGitHub } from "../services/faulty-github.ts";
import { type ProxyFault, startProxy } from "../services/proxy-server.ts";
import { startTls } from "../services/tls-server.ts";
import { makeWorkspace, runStep } from "./run-dist.ts";

const authority = createAuthority("Corp CA");

/** `pr-comment` on a runner that reaches GitHub by an https proxy with a login alone, which reads what is encrypted. */
async function comment(given: { fault?: ProxyFault; knowsAuthority?: boolean } = {}) {
  await using github = await startFaultyGitHub();
  await using tls = await startTls(new URL(github.url).port, authority.issue("api.github.test"));
  await using proxy = await startProxy(tls.port, authority.issue("127.0.0.1"));
  proxy.failure = given.fault;
  const workspace = makeWorkspace({ "mlops.yml": "version: 1\nname: houses\n", "ca.pem": authority.ca });
  const event = {
    pull_request: { number: 3, head: { sha: "b".repeat(40), repo: { full_name: "acme/houses" } } },
  };
  writeFileSync(path.join(workspace, "event.json"), JSON.stringify(event));
  const step = await runStep("pr-comment", {
    workspace,
    inputs: { "github-token": "ghs_secret" },
    env: {
      GITHUB_API_URL: "https://api.github.test",
      GITHUB_EVENT_PATH: path.join(workspace, "event.json"),
      HTTPS_PROXY: proxy.url.replace("//", "//ann:s%3Acret%21@"),
      ...(given.knowsAuthority !== false && { NODE_EXTRA_CA_CERTS: path.join(workspace, "ca.pem") }),
    },
  });
  const shown = step.stdout.replace(/^::add-mask::.*$/gm, "") + step.stderr + step.summary;
  const login = Buffer.from("ann:s:cret!").toString("base64");
  for (const secret of ["s%3Acret", "s:cret", login, "ghs_secret"]) expect(shown).not.toContain(secret);
  return { step, shown, login, lines: proxy.requests, comments: github.comments };
}

test("a step comments by a proxy with a login and a certificate of its own, in one tunnel", async () => {
  const { step, lines, login, comments, shown } = await comment();
  expect(step.exitCode, shown).toBe(0);
  expect(comments).toHaveLength(1);
  expect(lines).toEqual([{ line: "CONNECT api.github.test:443", authorization: `Basic ${login}` }]);
});

test("what a proxy refuses is said with what to do, and without waiting", async () => {
  const { shown, lines, comments } = await comment({ fault: { status: 407 } });
  expect(shown).toMatch(
    /the proxy "127\.0\.0\.1:\d+" does not accept the user and the password of HTTPS_PROXY/,
  );
  expect(lines.length).toBeLessThan(4);
  expect(comments).toEqual([]);
});

test("a certificate that is not known is said with what to do", async () => {
  const { shown, comments } = await comment({ knowsAuthority: false });
  expect(shown).toMatch(/the proxy "127\.0\.0\.1:\d+" cannot be used/);
  expect(shown).toContain("NODE_EXTRA_CA_CERTS");
  expect(comments).toEqual([]);
});
