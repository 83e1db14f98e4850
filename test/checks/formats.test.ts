import fc from "fast-check";
import { expect, test } from "vitest";
import { type FormatName, formatNames } from "../../src/checks/check.ts";
import { formats } from "../../src/checks/formats.ts";

const samples: Record<FormatName, { good: string[]; bad: string[] }> = {
  email: {
    good: ["a@b.co", "first.last+tag@mail.example.org", "o'neil@x-y.de"],
    bad: ["", "a@b", "@b.co", "a b@c.de", "a@b..co", "a@-b.co", "a@@b.co", `${"a".repeat(65)}@b.co`],
  },
  url: {
    good: ["https://example.org", "http://a.b/c?d=e#f", "ftp://host/file", "https://[::1]:8080/"],
    bad: ["", "example.org", "/path", "javascript:alert(1)", "https://", "https:///x", "http://a b.de"],
  },
  hostname: {
    good: ["localhost", "a.b-c.example", "xn--bcher-kva.ch", "1.2.3.4"],
    bad: ["", "a..b", "-a.b", "a-.b", "a_b", `${"a".repeat(64)}.de`, "a.b."],
  },
  uuid: {
    good: ["123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-00000000000F"],
    bad: ["", "123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400g"],
  },
  ip: { good: ["1.2.3.4", "::1"], bad: ["", "1.2.3", "::g"] },
  ipv4: {
    good: ["0.0.0.0", "255.255.255.255"],
    bad: ["256.1.1.1", "1.2.3", "01.2.3.4", "1.2.3.4.5", "1.2.3.4 ", "::1"],
  },
  ipv6: {
    good: [
      "::",
      "::1",
      "1::",
      "2001:db8::8a2e:370:7334",
      "1:2:3:4:5:6:7:8",
      "::ffff:1.2.3.4",
      "1:2:3:4:5:6:1.2.3.4",
    ],
    bad: [
      "",
      ":",
      ":::",
      "1::2::3",
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9",
      "1:2:3:4:5:6:7::8",
      "12345::",
      "1.2.3.4",
      "1.2.3.4::",
      ":1",
    ],
  },
  date: {
    good: ["2024-02-29", "1999-12-31"],
    bad: ["2023-02-29", "31.12.1999", "2024-1-1", " 2024-01-01", "NA", "2024-01-01T00:00"],
  },
  datetime: {
    good: ["2024-02-29T12:30:00Z", "2024-02-29 12:30", "2024-01-01T00:00:00.123+02:00"],
    bad: ["2024-02-29", "2024-02-29T25:00", "", "noon"],
  },
  time: { good: ["00:00", "23:59:59", "12:30:00.5"], bad: ["24:00", "1:00", "12:60", "12:00:60", "12"] },
  json: { good: ["{}", "[1, null]", '"a"', "1"], bad: ["", "{a: 1}", "[1,]", "undefined"] },
};

test.each(formatNames)("%s", (name) => {
  const { good, bad } = samples[name];
  expect(good.filter((text) => !formats[name](text))).toEqual([]);
  expect(bad.filter((text) => formats[name](text))).toEqual([]);
});

test("generated texts have their format", () => {
  const check = (arbitrary: fc.Arbitrary<string>, name: FormatName): void =>
    fc.assert(fc.property(arbitrary, (text) => formats[name](text)));
  check(fc.ipV4(), "ipv4");
  check(fc.ipV6(), "ipv6");
  check(fc.uuid(), "uuid");
  check(fc.json(), "json");
  check(fc.domain(), "hostname");
  check(fc.webUrl(), "url");
  check(
    fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((each) => each.toISOString()),
    "datetime",
  );
});

test("every format takes any text, however long", () => {
  const long = ["a", ".", ":", "a.", "1.", "::", "@", "-", "[", "0-"].map((each) => each.repeat(100_000));
  for (const name of formatNames) for (const text of [...long, `a@${long[3]}!`]) formats[name](text);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const name of formatNames) expect(typeof formats[name](text)).toBe("boolean");
    }),
  );
});
