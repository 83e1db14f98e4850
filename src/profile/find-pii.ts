import { formats } from "../checks/formats.ts";
import { isCardNumber, isDni, isIban, isNino, isNir, isSsn, isSteuerId } from "./checked-numbers.ts";

/** Kinds of personal data that are found by what values look like. */
export const piiKinds = [
  "email",
  "phone",
  "card_number",
  "iban",
  "ip_address",
  "us_ssn",
  "uk_nino",
  "es_dni",
  "fr_nir",
  "de_steuer_id",
] as const;
/** A kind of personal data. */
export type PiiKind = (typeof piiKinds)[number];

interface Rule {
  kind: PiiKind;
  /** Words of a column's name that speak for it. */
  names: RegExp;
  /** Whether a value is one; some are only where the name says so. */
  test: (text: string, isNamed: boolean) => boolean;
  /** Nothing else looks like this: one value is enough. */
  isTelling?: boolean;
}

/** Words stand between spaces. */
const rules: readonly Rule[] = [
  { kind: "email", names: / e?mail/, test: formats.email, isTelling: true },
  { kind: "iban", names: / (?:iban|bank|account)/, test: isIban, isTelling: true },
  { kind: "card_number", names: / (?:card|cc|pan|creditcard|cardnumber) /, test: isCardNumber },
  {
    kind: "us_ssn",
    names: / (?:ssn|social security) /,
    test: (text, isNamed) => isSsn(text) && (isNamed || text.includes("-")),
  },
  { kind: "uk_nino", names: / (?:nino|ni number|national insurance) /, test: isNino },
  { kind: "es_dni", names: / (?:dni|nie|nif) /, test: isDni },
  { kind: "fr_nir", names: / (?:nir|insee|secu|securite sociale) /, test: isNir },
  { kind: "de_steuer_id", names: / (?:steuer|steuerid|idnr|tin|tax id) /, test: isSteuerId },
  { kind: "ip_address", names: / (?:ip|ipv4|ipv6|ipaddress|ipaddr) /, test: formats.ip },
  {
    kind: "phone",
    names: / (?:phone|phonenumber|telephone|telefon|tel|mobile|handy|fax|msisdn|whatsapp) /,
    test: isPhone,
  },
];

/** Names of columns whose values only look like addresses or numbers of people. */
const otherNames =
  / (?:version|ver|release|build|firmware|oid|price|amount|count|total|sum|timestamp|time|date|created|updated) /;

/** Different values that are looked at. */
export const piiSample = 1000;
/** A longer text is none of these. */
const longest = 254;

/**
 * What kind of personal data a column seems to hold, by its name and different values of it (at most `piiSample`):
 * four of five of them must be of the kind and ten at least, or half of them where the name speaks for it. Other
 * numbers are taken for personal ones as seldom as can be: precision goes before recall.
 */
export function findPii(name: string, values: readonly string[]): PiiKind | undefined {
  const words = wordsOf(name);
  if (values.length === 0) return undefined;
  const isOther = otherNames.test(words);
  return rules.find(({ names, test, isTelling = false }) => {
    if (isOther && !isTelling) return false;
    const isNamed = names.test(words);
    const matches = values.filter((value) => value.length <= longest && test(value, isNamed)).length;
    return isNamed
      ? matches * 2 >= values.length
      : matches * 5 >= values.length * 4 && (isTelling || matches >= 10);
  })?.kind;
}

/** Whether a value is personal whatever the rest of its column is. */
export function isPersonal(value: string): boolean {
  return value.length <= longest && (formats.email(value) || isIban(value) || isCardNumber(value));
}

/** `userPhone_no` as ` user phone no `. */
function wordsOf(name: string): string {
  const words = name
    .slice(0, 200)
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .normalize("NFKD")
    .toLowerCase();
  return ` ${words.replace(/[^a-z\d]+/g, " ").trim()} `;
}

/** `+49 30 901820`, `(415) 555-2671`, `415-555-2671`; any 9 to 15 digits where the column's name says what they are. */
function isPhone(text: string, isNamed: boolean): boolean {
  if (!/^\+?[\d ().\-/]{7,24}$/.test(text)) return false;
  const digits = text.replace(/\D/g, "");
  if (digits.length > 15) return false;
  if (isNamed && digits.length >= 9) return true;
  if (text.startsWith("+")) return digits.length >= 9 && !digits.startsWith("0");
  return /^(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}$/.test(text);
}
