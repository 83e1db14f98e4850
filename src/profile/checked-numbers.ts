/** Numbers of people and their accounts, by shape and check digits. Each test takes time linear in the text. */

/** A payment card: 12 to 19 digits that begin as an issuer's do, with Luhn's check digit (ISO/IEC 7812). */
export function isCardNumber(text: string): boolean {
  const digits = withoutSeparators(text);
  if (!/^\d{12,19}$/.test(digits) || !issuers.some((each) => each.test(digits))) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
}

/** Visa, Mastercard, American Express, Discover and UnionPay, JCB, Diners Club. */
const issuers = [
  /^4(?:\d{12}|\d{15}|\d{18})$/,
  /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)\d{12,14}$/,
  /^3[47]\d{13}$/,
  /^6(?:011|4[4-9]|5|2)\d{12,17}$/,
  /^35(?:2[89]|[3-8])\d{12,14}$/,
  /^3(?:0[0-5]|6|8|9)\d{11,12}$/,
];

/** An international bank account number, ISO 13616: its remainder by 97 is 1. */
export function isIban(text: string): boolean {
  const compact = text.replaceAll(" ", "");
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** A social security number of the United States: no area, group or serial that is never given out. */
export function isSsn(text: string): boolean {
  const [, area = "", group = "", serial = ""] = /^(\d{3})-?(\d{2})-?(\d{4})$/.exec(text) ?? [];
  return /^(?!000|666|9)\d/.test(area) && group !== "00" && serial !== "0000";
}

/** A national insurance number of the United Kingdom, with prefixes that are given out. */
export function isNino(text: string): boolean {
  const compact = text.replaceAll(" ", "").toUpperCase();
  return (
    /^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(compact) &&
    !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(compact)
  );
}

/** A Spanish DNI, or the NIE of a foreigner: the letter is that of the remainder by 23. */
export function isDni(text: string): boolean {
  const compact = text.replace(/[ -]/g, "").toUpperCase();
  if (!/^[XYZ\d]\d{7}[A-Z]$/.test(compact)) return false;
  const number = Number(compact.slice(0, 8).replace(/^[XYZ]/, (letter) => `${"XYZ".indexOf(letter)}`));
  return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] === compact[8];
}

/** A French NIR: sex, year, month, department, …, and the complement of the remainder by 97. */
export function isNir(text: string): boolean {
  const compact = text.replaceAll(" ", "").toUpperCase();
  if (!/^[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{8}$/.test(compact)) return false;
  // Corsica's departments 2A and 2B count as 19 and 18.
  const number = Number(
    compact
      .slice(0, 13)
      .replace("A", "9")
      .replace("B", "8")
      .replace(/^(.{5})2([98])/, "$11$2"),
  );
  return 97 - (number % 97) === Number(compact.slice(13));
}

/** A German tax identification number: one of the first ten digits stands two or three times; ISO 7064 mod 11,10. */
export function isSteuerId(text: string): boolean {
  const compact = withoutSeparators(text);
  if (!/^[1-9]\d{10}$/.test(compact)) return false;
  const digits = [...compact].map(Number);
  const counts = new Uint8Array(10);
  for (const digit of digits.slice(0, 10)) counts[digit]!++;
  const repeated = counts.filter((count) => count > 1);
  if (repeated.length !== 1 || repeated[0]! > 3) return false;
  const product = digits.slice(0, 10).reduce((sum, digit) => (((sum + digit) % 10 || 10) * 2) % 11, 10);
  return (11 - product) % 10 === digits[10];
}

function withoutSeparators(text: string): string {
  return text.replace(/[ -]/g, "");
}
