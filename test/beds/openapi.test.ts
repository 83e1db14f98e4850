import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "../require-tool.ts";
import { judgeableSpecification, operationsWithBody } from "./openapi.ts";
import { requestViolations, startPrism } from "./prism.ts";
import { forward, serve } from "./serve.ts";

test("spells null where the type is missing, and keeps only what is referred to", () => {
  const specification = {
    paths: { "/kept": { get: { schema: { $ref: "#/components/schemas/a" } } }, "/other": {} },
    components: {
      schemas: {
        a: { nullable: true, anyOf: [{ $ref: "#/components/schemas/b" }] },
        b: { nullable: true, type: "string" },
        c: { type: "string" },
      },
    },
  };
  expect(judgeableSpecification(specification, /^\/kept$/)).toEqual({
    paths: { "/kept": { get: { schema: { $ref: "#/components/schemas/a" } } } },
    components: {
      schemas: {
        a: { anyOf: [{ $ref: "#/components/schemas/b" }, { enum: [null] }] },
        b: { nullable: true, type: "string" },
      },
    },
  });
});

describeWith("beds", "Prism", () => {
  let prism: Awaited<ReturnType<typeof startPrism>>;
  let upstream: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    upstream = await serve(async () => ({ status: 200, body: "{}" }));
    prism = await startPrism(upstream.url);
  });
  afterAll(async () => {
    await prism.close();
    await upstream.close();
  });

  test("sees a wrong body on every operation that needs one", async () => {
    const operations = operationsWithBody(prism.specification);
    expect(operations.length).toBeGreaterThan(40);
    const blind: string[] = [];
    for (const { method, path } of operations)
      for (const body of ["", "[]"]) {
        const url = path.replaceAll(/\{[^}]+\}/g, "1");
        const headers = body === "" ? {} : { "content-type": "application/json" };
        const request = { method, url, path: url, headers, body: Buffer.from(body) };
        const answer = await forward(request, prism.url);
        const found = requestViolations(answer.headers?.["sl-violations"]);
        if (!found.some((each) => /^request(\.body)?: .*body/i.test(each)))
          blind.push(`${method} ${path} ${body}`);
      }
    expect(blind).toEqual([]);
  });
});
