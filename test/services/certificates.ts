import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A key and its certificate, in PEM. */
export interface Identity {
  key: string;
  cert: string;
}

/** A certificate authority made for a test, and what it vouches for. */
export interface Authority {
  /** Its certificate in PEM. */
  ca: string;
  /** An identity for these DNS names, or addresses of IPv4. */
  issue(...names: string[]): Identity;
}

/** Makes an authority whose certificates hold for the next 100 years (RFC 5280, with ECDSA on P-256). */
export function createAuthority(name = "Test CA"): Authority {
  const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const make = (subject: string, key: KeyObject, extensions: Buffer[]): string => {
    const body = sequence(
      tagged(0xa0, integer(2)),
      integer(1 + Number.parseInt(createHash("sha256").update(subject).digest("hex").slice(0, 8), 16)),
      ecdsaWithSha256,
      nameOf(name),
      sequence(time("20200101000000Z"), time("21200101000000Z")),
      nameOf(subject),
      key.export({ type: "spki", format: "der" }),
      tagged(0xa3, sequence(...extensions)),
    );
    const signature = sign("sha256", body, own.privateKey);
    return pem(sequence(body, ecdsaWithSha256, tagged(0x03, Buffer.from([0]), signature)));
  };
  // basicConstraints, critical: a CA.
  const isAuthority = sequence(oid(0x55, 0x1d, 0x13), boolean, tagged(0x04, sequence(boolean)));
  return {
    ca: make(name, own.publicKey, [isAuthority]),
    issue(...names) {
      const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const alternatives = names.map((each) =>
        /^[\d.]+$/.test(each)
          ? tagged(0x87, Buffer.from(each.split(".").map(Number)))
          : tagged(0x82, Buffer.from(each)),
      );
      // subjectAltName
      const known = sequence(oid(0x55, 0x1d, 0x11), tagged(0x04, sequence(...alternatives)));
      return {
        key: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        cert: make(names[0] ?? "nobody", keys.publicKey, [known]),
      };
    },
  };
}

function tagged(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...contents: Uint8Array[]): Buffer {
  return tagged(0x30, ...contents);
}

function integer(value: number): Buffer {
  const hex = value.toString(16);
  return tagged(0x02, Buffer.from(`00${hex.length % 2 ? "0" : ""}${hex}`.replace(/^00(?=[0-7])/, ""), "hex"));
}

function oid(...bytes: number[]): Buffer {
  return tagged(0x06, Buffer.from(bytes));
}

function time(text: string): Buffer {
  return tagged(0x18, Buffer.from(text));
}

function nameOf(text: string): Buffer {
  // commonName, UTF-8
  return sequence(tagged(0x31, sequence(oid(0x55, 0x04, 0x03), tagged(0x0c, Buffer.from(text)))));
}

function pem(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

const boolean = tagged(0x01, Buffer.from([0xff]));
const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
