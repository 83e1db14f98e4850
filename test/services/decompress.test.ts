import { randomBytes } from "node:crypto";
import { constants, gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { decompress } from "../../src/services/decompress.ts";

const packers = { gzip: gzipSync, zstd: zstdCompressSync } as const;
const content = Buffer.concat([Buffer.from("hello,world\n".repeat(30_000)), randomBytes(300_000)]);

async function* inChunks(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function unpack(compression: "gzip" | "zstd", bytes: Uint8Array, size?: number): Promise<Buffer> {
  const chunks = [];
  for await (const chunk of decompress(compression, inChunks(bytes, size), "data.csv.gz")) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe.each(["gzip", "zstd"] as const)("%s", (compression) => {
  const pack = packers[compression];
  const packed = pack(content);

  test("gives back what was packed, several members as one content", async () => {
    expect((await unpack(compression, packed)).equals(content)).toBe(true);
    const several = Buffer.concat([packed, pack(Buffer.alloc(0)), pack(Buffer.from("tail"))]);
    expect((await unpack(compression, several)).equals(Buffer.concat([content, Buffer.from("tail")]))).toBe(
      true,
    );
  });

  test("takes chunks of any size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3000 }),
        fc.integer({ min: 1, max: 50 }),
        async (bytes, size) => {
          expect((await unpack(compression, pack(bytes), size)).equals(bytes)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  test.each([10, packed.length >> 1, packed.length - 1])(
    "refuses a file that is cut off after %d bytes",
    async (length) => {
      await expect(unpack(compression, packed.subarray(0, length))).rejects.toThrow(
        'Cannot read "data.csv.gz": it is cut off',
      );
    },
  );

  test("refuses what is not compressed, and garbage behind a whole file", async () => {
    for (const bytes of [
      Buffer.from("this is no archive at all"),
      Buffer.concat([packed, Buffer.from("garbage that is long enough to see")]),
    ])
      await expect(unpack(compression, bytes)).rejects.toThrow(
        /^Cannot read "data.csv.gz": it cannot be unpacked/,
      );
  });

  test("refuses a bomb, before it has unpacked much of it", async () => {
    await expect(unpack(compression, pack(Buffer.alloc(100 << 20)))).rejects.toThrow(
      'Cannot read "data.csv.gz": it unpacks to more than 250 times its size',
    );
  });

  test("passes the errors of the source on, and closes it when given up", async () => {
    const failure = new TypeError("the disk is gone");
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield packed.subarray(0, 1000);
      throw failure;
    }
    const reading = async () => {
      for await (const _ of decompress(compression, failing(), "data.csv.gz"));
    };
    await expect(reading()).rejects.toBe(failure);

    let isClosed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield packed;
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of decompress(compression, endless(), "data.csv.gz")) break;
    await new Promise(setImmediate);
    expect(isClosed).toBe(true);
  });
});

test("zstd: a window past 128 MiB is refused before memory is taken for it", async () => {
  const head = (window: number) => Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, window << 3, 1, 0, 0]);
  await expect(unpack("zstd", head(18))).rejects.toThrow(
    'Cannot read "data.csv.gz": it needs a window of more than 128 MiB',
  );
  expect(await unpack("zstd", head(17))).toHaveLength(0);
});

describe("zstd frames with a checksum", () => {
  const params = { [constants.ZSTD_c_checksumFlag]: 1 };
  const packed = zstdCompressSync(content, { params });

  test("are checked, one after the other, in chunks of any size", async () => {
    const skippable = Buffer.concat([Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0]), Buffer.from("xyz")]);
    const small = zstdCompressSync("tail", { params });
    const all = Buffer.concat([packed, skippable, small, zstdCompressSync("end"), skippable]);
    for (const size of [1, 7, 1000, all.length])
      expect(await unpack("zstd", all, size)).toEqual(Buffer.concat([content, Buffer.from("tailend")]));
  });

  test("are refused where a bit of their content or checksum is another", async () => {
    // The random half of the content is stored as it is: its last bytes stand before the checksum.
    for (const back of [1, 4, 5, 1000]) {
      const bytes = Uint8Array.from(packed);
      bytes[bytes.length - back]! ^= 1;
      await expect(unpack("zstd", bytes)).rejects.toThrow(
        'Cannot read "data.csv.gz": it is damaged: its content does not have its checksum',
      );
    }
  });

  test.each([1, 2, 4, 7])("are refused where %i bytes at the end are missing", async (missing) => {
    await expect(unpack("zstd", packed.subarray(0, packed.length - missing))).rejects.toThrow(
      "it is cut off",
    );
  });

  test("end, whatever damages them, in their content or a UserError", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.uint8Array({ maxLength: 300 }),
        async (at, change, bytes) => {
          const damaged = Uint8Array.from(zstdCompressSync(bytes, { params }));
          damaged[at % damaged.length]! ^= change;
          const result = await unpack("zstd", damaged).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toBeInstanceOf(UserError);
          else expect(result).toEqual(Buffer.from(bytes));
        },
      ),
      { numRuns: 500 },
    );
  });
});

test("zstd: a content size in place of a window is held to the same bound, and so is a later frame", async () => {
  const single = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 1, 0, 0, 8, 1, 0, 0]);
  const wide = "it needs a window of more than 128 MiB";
  await expect(unpack("zstd", single)).rejects.toThrow(wide);
  await expect(unpack("zstd", Buffer.concat([zstdCompressSync("a"), single]))).rejects.toThrow(wide);
});
