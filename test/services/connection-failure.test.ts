import { expect, test } from "vitest";
import { ConnectionFailure, explainUnanswered } from "../../src/services/connection-failure.ts";

function error(code: string, more: object = {}): Error {
  return Object.assign(new Error(code), { code, ...more });
}

test.each<[string, unknown, { rerun: boolean; isUnsent: boolean }]>([
  ["a refused connection", error("ECONNREFUSED", { syscall: "connect" }), { rerun: true, isUnsent: true }],
  [
    "one refused at each address",
    Object.assign(new AggregateError([error("ECONNREFUSED")]), { code: "ECONNREFUSED" }),
    { rerun: true, isUnsent: true },
  ],
  ["a name without a host", error("ENOTFOUND", { syscall: "getaddrinfo" }), { rerun: false, isUnsent: true }],
  [
    "names that are not looked up",
    error("EAI_AGAIN", { syscall: "getaddrinfo" }),
    { rerun: true, isUnsent: true },
  ],
  ["a certificate", error("SELF_SIGNED_CERT_IN_CHAIN"), { rerun: false, isUnsent: true }],
  ["a reset", error("ECONNRESET", { syscall: "read" }), { rerun: true, isUnsent: false }],
  ["a hang-up", error("ECONNRESET"), { rerun: true, isUnsent: false }],
  ["a proxy", new ConnectionFailure("no", { rerun: true }), { rerun: true, isUnsent: true }],
  ["no error", "text", { rerun: true, isUnsent: false }],
])("%s", (_, given, expected) => {
  expect(explainUnanswered(given)).toMatchObject(expected);
  expect(explainUnanswered(new TypeError("fetch failed", { cause: given }))).toMatchObject(expected);
});

test("a host that is known to exist may be found the next time", () => {
  expect(explainUnanswered(error("ENOTFOUND"), true).rerun).toBe(true);
});
