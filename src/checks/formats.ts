import { readCell } from "../tables/cell.ts";
import type { FormatName } from "./check.ts";

const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const mailbox = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const clock = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;
const octet = /^(?:0|[1-9]\d{0,2})$/;
const hexGroup = /^[0-9a-f]{1,4}$/i;

/** Whether a text has the format. Each test takes time linear in the text, whatever it holds. */
export const formats: Readonly<Record<FormatName, (text: string) => boolean>> = {
  email: isEmail,
  url: isUrl,
  hostname: isHostname,
  uuid: (text) => uuid.test(text),
  ip: (text) => isIpv4(text) || isIpv6(text),
  ipv4: isIpv4,
  ipv6: isIpv6,
  date: (text) => isShaped(text, "date"),
  datetime: (text) => isShaped(text, "datetime"),
  time: (text) => clock.test(text),
  json: isJson,
};

function isShaped(text: string, shape: "date" | "datetime"): boolean {
  return text.trim() === text && readCell(text).shape === shape;
}

/** What HTML's `<input type=email>` takes, with a dot in the domain. */
function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  const domain = text.slice(at + 1);
  return at > 0 && mailbox.test(text.slice(0, at)) && domain.includes(".") && isHostname(domain);
}

/** RFC 1123: labels of up to 63 letters, digits and dashes, 253 characters in all. */
function isHostname(text: string): boolean {
  return text.length <= 253 && text.split(".").every((each) => each.length <= 63 && label.test(each));
}

/** An absolute address of the web or of FTP, as the URL standard reads it. */
function isUrl(text: string): boolean {
  return /^(?:https?|ftp):\/\/[^\s/]/i.test(text) && !/\s/.test(text) && URL.canParse(text);
}

/** Four numbers up to 255 without leading zeros. */
function isIpv4(text: string): boolean {
  const parts = text.length <= 15 ? text.split(".") : [];
  return parts.length === 4 && parts.every((part) => octet.test(part) && Number(part) <= 255);
}

/** RFC 4291, section 2.2, without a zone. */
function isIpv6(text: string): boolean {
  if (text.length < 2 || text.length > 45) return false;
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1)?.at(-1) ?? "";
  const hasIpv4 = last.includes(".");
  if (hasIpv4) {
    if (!isIpv4(last)) return false;
    groups.at(-1)?.pop();
  }
  const all = groups.flat();
  const count = all.length + (hasIpv4 ? 2 : 0);
  return all.every((group) => hexGroup.test(group)) && (halves.length === 2 ? count <= 7 : count === 8);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
