import { afterAll, beforeAll, expect, test } from "vitest";
import { fakeClock } from "../../src/services/clock.ts";
import { createGitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";
import { describeWith } from "../require-tool.ts";
import { gitHubCalls } from "../services/github-calls.ts";
import { houses, startWholeGitHub } from "../services/whole-github.ts";
import { loadGraphqlSchema } from "./graphql.ts";
import { requestViolations, startPrism } from "./prism.ts";
import { forward, serve } from "./serve.ts";

describeWith("beds", "GitHub's own description of its API", () => {
  let upstream: Awaited<ReturnType<typeof serve>>;
  let prism: Awaited<ReturnType<typeof startPrism>>;
  beforeAll(async () => {
    // Prism judges the requests alone: what the stand-in leaves out of its answers would hide what is found.
    const body = JSON.stringify({ message: "Not Found", documentation_url: "https://docs.github.com/rest" });
    upstream = await serve(async () => ({ status: 404, body }));
    prism = await startPrism(upstream.url);
  });
  afterAll(async () => {
    await prism.close();
    await upstream.close();
  });

  test.each(gitHubCalls.map((each) => [[each.method, each.how ?? ""].join(" ").trim(), each] as const))(
    "allows %s",
    async (_, { call }) => {
      await using whole = await startWholeGitHub();
      const { validate } = await loadGraphqlSchema();
      const violations: string[] = [];
      const front = await serve(async (request) => {
        const { method, path, url, body } = request;
        if (path === "/graphql") {
          const { query } = JSON.parse(body.toString("utf8")) as { query: string };
          violations.push(...validate(query).map(({ message }) => message));
        } else {
          const { headers } = await forward(request, prism.url);
          const found = requestViolations(headers?.["sl-violations"]);
          violations.push(...found.map((each) => `${method} ${url}: ${each}`));
        }
        return forward(request, whole.url);
      });
      const options = { token: "ghs_x", repository: houses, apiUrl: front.url, version: "1" };
      await call(createGitHub({ ...options, log: memoryLog(), clock: fakeClock() }));
      expect(violations).toEqual([]);
      expect(whole.requests.length).toBeGreaterThan(0);
      await front.close();
    },
  );
});
