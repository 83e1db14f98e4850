import { describe, expect, test } from "vitest";
import { chooseProxy } from "../../src/services/choose-proxy.ts";
import { createRoute } from "../../src/services/route.ts";

const named = "http://proxy.corp:3128";

function goesBy(address: string, env: Record<string, string>): string | undefined {
  return chooseProxy(new URL(address), env)?.url.href;
}

describe("the proxy of an address", () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ["https://api.github.com/", { HTTPS_PROXY: named }, "http://proxy.corp:3128/"],
    ["https://api.github.com/", { https_proxy: named }, "http://proxy.corp:3128/"],
    ["https://api.github.com/", { https_proxy: "http://a", HTTPS_PROXY: "http://b" }, "http://a/"],
    ["https://api.github.com/", { https_proxy: " ", HTTPS_PROXY: "http://b" }, "http://b/"],
    ["https://api.github.com/", { HTTP_PROXY: named, http_proxy: named }, undefined],
    ["http://ghes.corp/", { HTTP_PROXY: named }, "http://proxy.corp:3128/"],
    ["http://ghes.corp/", { http_proxy: named, HTTPS_PROXY: "http://b" }, "http://proxy.corp:3128/"],
    ["https://api.github.com/", { HTTPS_PROXY: "proxy.corp:3128" }, "http://proxy.corp:3128/"],
    ["https://api.github.com/", { HTTPS_PROXY: "https://proxy.corp" }, "https://proxy.corp/"],
    ["https://api.github.com/", { HTTPS_PROXY: "http://[fd00::1]:3128" }, "http://[fd00::1]:3128/"],
    ["https://api.github.com/", {}, undefined],
  ])("%s with %j", (address, env, expected) => {
    expect(goesBy(address, env)).toBe(expected);
    expect(createRoute(env) === undefined).toBe(Object.values(env).join("").trim() === "");
  });

  test.each(["https://localhost/", "https://127.0.0.1:8443/", "https://127.9.9.9/", "https://[::1]/"])(
    "%s is reached straight",
    (address) => expect(goesBy(address, { HTTPS_PROXY: named })).toBeUndefined(),
  );

  test("a name that begins as an address of this machine is another machine", () => {
    expect(goesBy("https://127.0.0.1.example.com/", { HTTPS_PROXY: named })).toBeDefined();
  });

  test.each<[string, string, boolean]>([
    ["*", "https://api.github.com/", true],
    ["example.com", "https://example.com/", true],
    ["example.com", "https://data.example.com/", true],
    ["example.com", "https://badexample.com/", false],
    ["example.com", "https://example.com.evil.test/", false],
    [".example.com", "https://data.example.com/", true],
    [".example.com", "https://example.com/", false],
    ["*.example.com", "https://data.example.com/", true],
    ["*.example.com", "https://example.com/", false],
    ["EXAMPLE.com", "https://Example.COM/", true],
    ["example.com.", "https://example.com/", true],
    ["example.com", "https://example.com./", true],
    ["example.com:8443", "https://example.com:8443/", true],
    ["example.com:8443", "https://example.com/", false],
    ["example.com:443", "https://example.com/", true],
    ["a.test, example.com", "https://example.com/", true],
    ["a.test example.com", "https://example.com/", true],
    ["a.test,,", "https://example.com/", false],
    [".", "https://example.com/", false],
    ["10.0.0.1", "https://10.0.0.1/", true],
    ["10.0.0.1", "https://10.0.0.11/", false],
    ["10.0.0.1:9000", "https://10.0.0.1:9000/", true],
    ["10.0.0.0/8", "https://10.1.2.3/", true],
    ["10.0.0.0/8", "https://11.1.2.3/", false],
    ["10.0.0.0/99", "https://10.1.2.3/", false],
    ["0.0.1", "https://10.0.0.1/", false],
    ["fd00::1", "https://[fd00::1]/", true],
    ["[fd00::1]", "https://[fd00:0::1]/", true],
    ["[fd00::1]:8443", "https://[fd00::1]/", false],
    ["fd00::/8", "https://[fd12::1]/", true],
    ["10.0.0.0/8", "https://[fd12::1]/", false],
    ["/", "https://10.0.0.1/", false],
  ])("NO_PROXY=%s, %s: straight is %j", (list, address, isStraight) => {
    for (const name of ["NO_PROXY", "no_proxy"])
      expect(goesBy(address, { HTTPS_PROXY: named, [name]: list }) === undefined).toBe(isStraight);
  });

  test("its user and password are kept apart from what is shown", () => {
    const env = { HTTPS_PROXY: "http://ann%40corp:s%3Acret%21@proxy.corp:3128" };
    const proxy = chooseProxy(new URL("https://api.github.com/"), env);
    expect(proxy).toMatchObject({ shown: "proxy.corp:3128", variable: "HTTPS_PROXY" });
    expect(proxy?.url.href).toBe("http://proxy.corp:3128/");
    expect(proxy?.authorization).toBe(`Basic ${Buffer.from("ann@corp:s:cret!").toString("base64")}`);
    const odd = chooseProxy(new URL("https://a.test/"), { HTTPS_PROXY: "http://ann:100%@proxy.corp" });
    expect(odd?.authorization).toBe(`Basic ${Buffer.from("ann:100%").toString("base64")}`);
  });

  test.each([
    "socks5://ann:secret@proxy.corp:1080",
    "http://",
    "file:///etc/secret",
    "http://ann:secret@ a",
    "http://ann:1234#secret@proxy.corp:3128",
    "http://ann:1234/secret@proxy.corp:3128",
    "http://ann:1234?secret@proxy.corp:3128",
    "ann:1234\\secret@proxy.corp:3128",
  ])("%s is refused without showing it", (value) => {
    let error: unknown;
    try {
      chooseProxy(new URL("https://api.github.com/"), { HTTPS_PROXY: value });
    } catch (cause) {
      error = cause;
    }
    expect(error).toMatchObject({
      message: "HTTPS_PROXY does not name a proxy",
      rerun: false,
      hint: expect.stringContaining("%23 %2F %3F"),
    });
    expect(JSON.stringify(error)).not.toMatch(/secret|1234/);
  });
});
