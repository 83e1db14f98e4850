import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gatherChunks } from "../../src/services/gather-chunks.ts";

test("chunks come in few pieces, with the same bytes in their order", async () => {
  const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 200_000 }));
  await fc.assert(
    fc.asyncProperty(fc.array(size, { maxLength: 40 }), async (sizes) => {
      const chunks = sizes.map((length, index) => new Uint8Array(length).fill(index + 1));
      const gathered: Uint8Array[] = [];
      for await (const piece of gatherChunks(Readable.from(chunks))) gathered.push(piece);
      expect(Buffer.concat(gathered).equals(Buffer.concat(chunks))).toBe(true);
      const bytes = sizes.reduce((sum, length) => sum + length, 0);
      expect(gathered.length).toBeLessThanOrEqual(2 * Math.ceil(bytes / 65_536) + 1);
    }),
    { numRuns: 50 },
  );
});
