import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isCardNumber,
  isDni,
  isIban,
  isNino,
  isNir,
  isSsn,
  isSteuerId,
} from "../../src/profile/checked-numbers.ts";
import { findPii } from "../../src/profile/find-pii.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, "../golden/pii.json"), "utf8"));
const tests = {
  card_number: isCardNumber,
  iban: isIban,
  es_dni: isDni,
  fr_nir: isNir,
  de_steuer_id: isSteuerId,
  us_ssn: isSsn,
};

test.each(Object.entries(tests))("a %s is what python-stdnum takes for one", (kind, isOne) => {
  for (const [text, isValid] of golden[kind]) expect([text, isOne(text)]).toEqual([text, isValid]);
});

test("a national insurance number has a prefix that is given out", () => {
  expect(["AB123456C", "ab 12 34 56 d"].map(isNino)).toEqual([true, true]);
  expect(["BG123456C", "AB123456E", "QQ123456C", "AO123456C", "AB12345C"].map(isNino)).toEqual(
    Array(5).fill(false),
  );
});

const many = (make: (index: number) => string): string[] => Array.from({ length: 200 }, (_, i) => make(i));
const valid = (kind: string): string[] =>
  golden[kind].filter(([, isValid]: [string, boolean]) => isValid).map(([text]: [string]) => text);

describe("personal data is found", () => {
  test.each<[string, string, string[]]>([
    ["email", "contact", ["ann@example.org"]],
    ["email", "x", many((i) => (i % 10 === 0 ? "none" : `user.${i}+tag@mail.example.co.uk`))],
    ["email", "updated_by", ["ann@example.org", "bob@example.org"]],
    ["iban", "konto", valid("iban")],
    ["card_number", "x", valid("card_number").map((each) => each.replace(/(\d{4})(?=\d)/g, "$1 "))],
    ["card_number", "cardNumber", ["4111111111111111", "unknown"]],
    ["es_dni", "x", valid("es_dni")],
    ["fr_nir", "x", valid("fr_nir")],
    ["de_steuer_id", "x", valid("de_steuer_id")],
    ["us_ssn", "x", many((i) => `${100 + i}-12-${1000 + i}`)],
    ["us_ssn", "SSN", many((i) => `${100 + i}12${1000 + i}`)],
    ["uk_nino", "x", many((i) => `AB${100_000 + i}C`)],
    ["ip_address", "x", many((i) => `10.0.${i}.1`)],
    ["ip_address", "client_ip", ["::1", "2001:db8::7"]],
    ["phone", "x", many((i) => `+49 30 90${1000 + i}`)],
    ["phone", "x", many((i) => `(415) 555-${1000 + i}`)],
    ["phone", "Telefon-Nr.", many((i) => `0151 2345${1000 + i}`)],
  ])("%s in a column %s", (kind, name, values) => {
    expect(findPii(name, values)).toBe(kind);
  });

  test("in columns of whole numbers, too", async () => {
    const cards = valid("card_number").filter((each) => Number.isSafeInteger(Number(each)));
    const profile = profileTable(await readText(`n\n${[...cards, ...cards].join("\n")}\n`));
    const [column] = profile.columns;
    expect(column).toMatchObject({ type: "integer", pii: "card_number", top_values: [] });
    expect(column).not.toHaveProperty("min");
    expect(column).not.toHaveProperty("quantiles");
    expect(column).not.toHaveProperty("histogram");
  });
});

describe("other data is not taken for personal data", () => {
  test.each<[string, string[]]>([
    ["median_house_value", many((i) => `${150_000 + i * 700}`)],
    ["created_at", many((i) => `${1_700_000_000_000 + i * 977}`)],
    ["event_ns", many((i) => `${4_000_000_000_000_000 + i * 977}`)],
    ["order_id", many((i) => `${4_111_111_111_111_100 + i}`)],
    ["product", many((i) => `${40_000_000_000 + i * 13}`)],
    ["id", many((i) => `${123_456_789 + i}`)],
    ["day", many((i) => `2024-01-${10 + (i % 20)}`)],
    ["version", many((i) => `1.2.${i}.0`)],
    ["sku", many((i) => `AX-${i}-2024`)],
    ["hash", many((i) => `${i}deadbeef`.padStart(32, "0"))],
    ["note", many((i) => (i % 2 === 0 ? "write to ann@example.org" : "call +49 30 901820"))],
    ["phone_price", many((i) => `${300_000_000 + i}`)],
    ["population", many((i) => `${300_000_000 + i * 997}`)],
    ["latitude", many((i) => `${-33.5 - i / 1000}`)],
  ])("%s", (name, values) => {
    expect(findPii(name, values)).toBeUndefined();
  });

  test("random digits of any length, but for a few by chance", () => {
    const column = fc.integer({ min: 5, max: 19 }).chain((length) =>
      fc.array(fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`)), {
        minLength: 40,
        maxLength: 60,
      }),
    );
    fc.assert(
      fc.property(column, (values) => {
        expect(findPii("x", values)).toBeUndefined();
      }),
    );
  });
});

test("no personal value enters the profile, however often it is seen", async () => {
  const lines = Array.from(
    { length: 60 },
    (_, i) => `person${i % 3}@example.org,10.1.1.${i % 30},${i % 4 === 0 ? "boss@example.org" : "staff"}`,
  );
  const profile = profileTable(await readText(`mail,ip,role\n${lines.join("\n")}\n`));
  expect(profile.columns.map(({ pii }) => pii)).toEqual(["email", "ip_address", undefined]);
  expect(JSON.stringify(profile)).not.toMatch(/@example|10\.1\./);
  expect(profile.columns[2]?.top_values).toEqual([{ value: "staff", count: 45 }]);
});

test("times of day are known as such", async () => {
  const profile = profileTable(
    await readText(`at\n${many((i) => `${10 + (i % 9)}:${10 + (i % 40)}`).join("\n")}\n`),
  );
  expect(profile.columns[0]).toMatchObject({ type: "text", role: "time", why: "values are times of day" });
});
