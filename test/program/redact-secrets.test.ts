import { expect, test } from "vitest";
import { redactSecrets } from "../../src/program/redact-secrets.ts";

test.each(["MY_TOKEN", "DB_PASSWORD", "AWS_SECRET_ACCESS_KEY", "OPENAI_API_KEY", "APIKEY", "GH_PAT", "key"])(
  "the value of a variable called %s is taken out",
  (name) => {
    expect(redactSecrets({ [name]: "hunter2$&" })("a hunter2$& b hunter2$&")).toBe("a *** b ***");
  },
);

test.each(["PATH", "PWD", "OLDPWD", "KEYBOARD", "HOME"])("that of %s stays", (name) => {
  expect(redactSecrets({ [name]: "/home/me" })("at /home/me")).toBe("at /home/me");
});

test("a key of several lines is taken out line by line, and the longest value first", () => {
  const redact = redactSecrets({
    SSH_KEY: "first-line\nsecond-line",
    A_TOKEN: "first-line-and-more",
    B_TOKEN: "abc",
  });
  expect(redact("first-line-and-more second-line abc")).toBe("*** *** abc");
});

test("of a text that was cut, the end of a value at its start is taken out too", () => {
  const redact = redactSecrets({ A_TOKEN: "token-abcdef", B_TOKEN: "other-value" });
  expect(redact("abcdef token-abcdef", { isCut: true })).toBe("*** ***");
  expect(redact("ef is short, abcdef is not at the start", { isCut: true })).toContain("ef is short, abcdef");
  expect(redact("abcdef", { isCut: false })).toBe("abcdef");
  expect(redact("token-abcdef", { isCut: true })).toBe("***");
});
