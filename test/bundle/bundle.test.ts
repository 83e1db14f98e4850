import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BundleLimits } from "../../src/bundle/bundle-index.ts";
import { indexBundle, type OpenFile, packBundle } from "../../src/bundle/pack-bundle.ts";
import { unpackBundle } from "../../src/bundle/unpack-bundle.ts";
import { UserError } from "../../src/errors.ts";
import { rawBundle, rawTar, streamOf } from "./tar.ts";

const origin = { name: "houses", commit: "a".repeat(40), run: "100", attempt: 1, job: "model" };
const limits: BundleLimits = { entries: 5, file: 1000, total: 2000, ratio: 50 };

const forbidden =
  /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069/\\:*?"<>|]|[. ]$|\.partial$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu;
const segment = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
  .filter((each) => !forbidden.test(each));
const path = fc
  .tuple(fc.constantFrom("model", "evidence", "reports"), fc.array(segment, { minLength: 1, maxLength: 6 }))
  .map(([folder, segments]) => [folder, ...segments].join("/"));
const contents = fc.uniqueArray(fc.tuple(path, fc.uint8Array({ maxLength: 3000 })), {
  selector: ([each]) => each.split("/").slice(0, 2).join("/").normalize("NFC").toUpperCase().toLowerCase(),
  maxLength: 12,
});

async function collect(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function opener(files: Record<string, string | Uint8Array>): OpenFile {
  return (name) => streamOf(Buffer.from((files[name] ?? "") as string));
}

async function pack(files: Record<string, string | Uint8Array>): Promise<Buffer> {
  const index = await indexBundle(Object.keys(files), opener(files), origin);
  return collect(packBundle(index, opener(files)));
}

/** A place to unpack to. */
function target(limits?: BundleLimits) {
  const written = new Map<string, Buffer>();
  const write = async (name: string, content: AsyncIterable<Uint8Array>): Promise<void> => {
    expect(name).toMatch(/^(model|evidence|reports)\//);
    written.set(name, await collect(content));
  };
  return { written, write, label: "b", ...(limits && { limits }) };
}

/** Unpacks into memory; resolves to the message of the error. */
async function refused(bytes: Uint8Array, limits?: BundleLimits): Promise<string> {
  const error = await unpackBundle(streamOf(bytes, 700), target(limits)).then(
    () => new Error("accepted"),
    (cause: unknown) => cause,
  );
  if (!(error instanceof UserError)) throw error;
  return error.message.replace('Cannot restore bundle "b": ', "");
}

describe("a bundle", () => {
  test("unpacks to what was packed", async () => {
    await fc.assert(
      fc.asyncProperty(contents, async (given) => {
        const files = Object.fromEntries(given);
        const index = await indexBundle(Object.keys(files), opener(files), origin);
        const place = target();
        expect(await unpackBundle(packBundle(index, opener(files)), place)).toEqual(index);
        expect(place.written).toEqual(new Map(given.map(([name, bytes]) => [name, Buffer.from(bytes)])));
      }),
      { numRuns: 60 },
    );
  });

  test("is the same bytes for the same files, in whatever order", async () => {
    const files = {
      "model/MLmodel": "flavors: {}",
      "evidence/metrics.json": "{}",
      "reports/train.json": "{}",
    };
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    expect((await pack(files)).equals(await pack(reversed))).toBe(true);
  });

  test("passes through files of several megabytes", async () => {
    const bytes = Buffer.alloc(9_000_000, createHash("sha256").update("x").digest());
    const place = target();
    await unpackBundle(streamOf(await pack({ "model/model.onnx": bytes, "model/MLmodel": "m" })), place);
    expect(place.written.get("model/model.onnx")?.equals(bytes)).toBe(true);
    expect(place.written.get("model/MLmodel")?.toString()).toBe("m");
  });

  test("is not made of a file that changes while it is read", async () => {
    const index = await indexBundle(["model/a"], opener({ "model/a": "one" }), origin);
    for (const content of ["two", "longer", ""])
      await expect(collect(packBundle(index, opener({ "model/a": content })))).rejects.toThrow(
        '"model/a": it changed while it was read',
      );
  });

  test("is not made of a file with a name that other systems cannot hold", async () => {
    await expect(pack({ "model/a:b": "" })).rejects.toThrow(
      'Cannot bundle "houses": path "model/a:b" is not allowed',
    );
  });

  test("may be given up half-way", async () => {
    const files = {
      "model/a": createHash("sha512").update("x").digest(),
      "model/b": Buffer.alloc(3_000_000, "ab"),
    };
    const index = await indexBundle(Object.keys(files), opener(files), origin);
    for await (const chunk of packBundle(index, opener(files))) {
      expect(chunk.byteLength).toBeGreaterThan(0);
      break;
    }
  });
});

describe("a hostile bundle is refused:", () => {
  const good = { path: "model/a", content: "hello" };

  test.each([
    ["an absolute path", "/etc/passwd"],
    ["a way out", "model/../../secret"],
    ["a way out at the end", "model/.."],
    ["a dot", "model/./a"],
    ["a backslash", "model\\..\\a"],
    ["a drive", "C:/a"],
    ["a drive below", "model/C:a"],
    ["NUL", "model/a\u0000b"],
    ["a newline", "model/a\nb"],
    ["an escape sequence", "model/\u001b[2Ja"],
    ["text that turns around", "model/\u202efdp.exe"],
    ["half a character", "model/\ud800"],
    ["another folder", "hooks/pre-commit"],
    ["a hidden folder", ".git/hooks/pre-commit"],
    ["a folder alone", "model"],
    ["an empty part", "model//a"],
    ["a trailing slash", "model/a/"],
    ["a trailing dot", "model/a."],
    ["a Windows device", "model/NUL.txt"],
    ["bytecode, which no digest covers", "model/__pycache__/loader.cpython-312.pyc"],
    ["bytecode in another case", "model/__PyCache__/loader.cpython-312.pyc"],
    ["an endless path", `model/${"a/".repeat(300)}a`],
    ["another index", "index.json"],
    ["nothing", ""],
  ])("%s", async (_, name) => {
    expect(await refused(rawBundle([{ path: name, content: "x" }]))).toMatch(/^path ".*" is not allowed: /);
  });

  test.each([
    ["the same path twice", ["model/a", "model/a"]],
    ["paths that differ in case", ["model/A", "model/a"]],
    ["paths that differ in case elsewhere than in ASCII", ["model/\u017f", "model/S"]],
    ["paths that differ in how an accent is written", ["model/\u00e9", "model/e\u0301"]],
    ["a file that is also a folder", ["model/a/b", "model/a"]],
  ])("%s", async (_, paths) => {
    expect(await refused(rawBundle(paths.map((each) => ({ path: each, content: "x" }))))).toContain(
      "would be one file on some systems",
    );
  });

  test.each([
    ["a symbolic link", "2", "is a symlink"],
    ["a hard link", "1", "is a link"],
    ["a character device", "3", "is a character-device"],
    ["a block device", "4", "is a block-device"],
    ["a folder", "5", "is a directory"],
    ["a pipe", "6", "is a fifo"],
    ["an unknown type", "S", "is a special file"],
  ])("%s", async (_, type, message) => {
    const entries = [{ name: "model/a", content: "", type, link: "/etc/passwd" }];
    expect(await refused(rawBundle([{ ...good, content: "" }], { entries }))).toContain(message);
  });

  test("a file that the index does not list", async () => {
    const entries = [{ name: "model/a", content: "hello" }, { name: "model/b" }];
    expect(await refused(rawBundle([good], { entries }))).toBe('"model/b" is not in its index');
  });

  test("a file that is missing, at once or at the end", async () => {
    expect(await refused(rawBundle([good], { entries: [] }))).toBe('"model/a" of its index is missing');
    const second = { path: "model/b", content: "x" };
    expect(
      await refused(rawBundle([good, second], { entries: [{ name: "model/a", content: "hello" }] })),
    ).toBe('"model/b" of its index is missing');
  });

  test("another file in its place, by name or by extended header", async () => {
    expect(await refused(rawBundle([good], { entries: [{ name: "model/x", content: "hello" }] }))).toBe(
      'found "model/x" in place of "model/a"',
    );
    const record = "path=../../secret\n";
    const pax = { name: "x", type: "x", content: `${record.length + 3} ${record}` };
    expect(await refused(rawBundle([good], { entries: [pax, { name: "model/a", content: "hello" }] }))).toBe(
      'found "../../secret" in place of "model/a"',
    );
  });

  test("sizes and digests that do not match", async () => {
    expect(await refused(rawBundle([{ ...good, size: 4 }]))).toBe('"model/a" has 5 bytes, its index says 4');
    expect(await refused(rawBundle([{ ...good, sha256: "0".repeat(64) }]))).toBe(
      '"model/a" is not what its index says',
    );
    expect(await refused(rawBundle([{ ...good, sha256: "0" }]))).toContain(
      "expected a sha256 in hexadecimal",
    );
  });

  test("too many files, too large ones, too much in all", async () => {
    const many = [...Array(6).keys()].map((each) => ({ path: `model/${each}`, content: "x" }));
    expect(await refused(rawBundle(many), limits)).toBe("6 files, at most 5 are allowed");
    const large = { path: "model/a", content: "x".repeat(1001) };
    expect(await refused(rawBundle([large]), limits)).toBe(
      '"model/a" has 1001 bytes, at most 1000 are allowed',
    );
    const files = ["a", "b", "c"].map((each) => ({ path: `model/${each}`, content: "x".repeat(900) }));
    expect(await refused(rawBundle(files), limits)).toBe("2700 bytes in all, at most 2000 are allowed");
    expect(await refused(rawBundle([{ ...good, size: -1 }]))).toContain(
      'index is not valid at "entries[0].size"',
    );
    expect(await refused(rawBundle([{ ...good, size: 1e300 }]))).toContain(
      'index is not valid at "entries[0].size"',
    );
  });

  test("a bomb", async () => {
    const zeros = gzipSync(
      Buffer.concat([rawTar([{ name: "index.json", content: "{}" }]), Buffer.alloc(40 << 20)]),
    );
    expect(await refused(zeros)).toMatch(/its index is not valid|200 times its size/);
    const content = "\0".repeat(30 << 20);
    expect(await refused(rawBundle([{ path: "model/a", content }]))).toBe(
      "it unpacks to more than 200 times its size",
    );
    const index = [{ name: "index.json", size: 9 << 20, content: "{}" }];
    expect(await refused(gzipSync(rawTar(index)))).toBe("its index is too large");
  });

  test("an index that is not first, not JSON, of another version, or with keys of its own", async () => {
    expect(await refused(gzipSync(rawTar([{ name: "model/a" }])))).toBe(
      'its first entry is not "index.json"',
    );
    expect(await refused(gzipSync(rawTar([{ name: "index.json", type: "2", link: "/etc/passwd" }])))).toBe(
      'its first entry is not "index.json"',
    );
    expect(await refused(gzipSync(rawTar([])))).toBe('its first entry is not "index.json"');
    expect(await refused(gzipSync(rawTar([{ name: "index.json", content: "{" }])))).toContain(
      "its index is not valid",
    );
    expect(await refused(rawBundle([good], { index: { schema: "mlops/bundle@2" } }))).toContain(
      'at "schema"',
    );
    expect(await refused(rawBundle([good], { index: { extra: 1 } }))).toContain("extra");
    const polluting = JSON.parse('{"__proto__": {"polluted": true}}');
    await refused(rawBundle([good], { index: polluting })).catch(() => {});
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("a bundle that ends too early, at any byte", async () => {
    const whole = await pack({ "model/a": "hello", "reports/b.json": "{}" });
    for (let end = 0; end < whole.length - 8; end += 7)
      expect(await refused(whole.subarray(0, end))).toBeTruthy();
  });

  test("any bytes, and a good bundle with any byte changed", async () => {
    const whole = await pack({ "model/a": "hello", "reports/b.json": "{}" });
    const tar = rawTar([
      { name: "index.json", content: '{"schema":"mlops/bundle@1","name":"x","entries":[]}' },
    ]);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.nat(), fc.nat(255), async (bytes, at, byte) => {
        await refused(bytes);
        await refused(gzipSync(bytes));
        for (const original of [whole, tar]) {
          const changed = Buffer.from(original);
          changed[at % changed.length] = byte;
          await refused(original === tar ? gzipSync(changed) : changed).catch((error: Error) => {
            expect(error.message).toBe("accepted");
          });
        }
      }),
      { numRuns: 150 },
    );
  });
});

test("errors of the disk and of the source pass through as they are", async () => {
  const whole = await pack({ "model/a": "hello" });
  const failing = async function* (): AsyncIterable<Uint8Array> {
    yield whole.subarray(0, 40);
    throw new UserError("Cannot read the source");
  };
  await expect(unpackBundle(failing(), target())).rejects.toThrow("Cannot read the source");
  const full = {
    ...target(),
    write: () => Promise.reject(new UserError('Cannot write "model/a": the disk is full')),
  };
  await expect(unpackBundle(streamOf(whole), full)).rejects.toThrow("the disk is full");
});
