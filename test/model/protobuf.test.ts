import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bytesField,
  concatenate,
  floatField,
  integerField,
  integersField,
  join,
  messageField,
  textField,
} from "../../src/model/protobuf.ts";
import { decodeProtobuf, decodeVarints } from "./decode-protobuf.ts";

test("fields have the bytes of the encoding's documentation", () => {
  // protobuf.dev/programming-guides/encoding: a = 150, b = "testing", an embedded c { a = 150 }, packed 3, 270, 86942
  expect([...join(integerField(1, 150))]).toEqual([0x08, 0x96, 0x01]);
  expect(Buffer.from(join(textField(2, "testing"))).toString("hex")).toBe("120774657374696e67");
  expect(Buffer.from(join(messageField(3, integerField(1, 150)))).toString("hex")).toBe("1a03089601");
  expect(Buffer.from(join(integersField(6, [3, 270, 86942]))).toString("hex")).toBe("3206038e029ea705");
});

test("whatever is written is read back", () => {
  const integer = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.nat(300));
  fc.assert(
    fc.property(
      fc.array(integer, { maxLength: 30 }),
      integer,
      fc.string({ unit: "grapheme" }),
      fc.uint8Array(),
      fc.float({ noNaN: true }),
      (many, one, text, raw, float) => {
        const inner = concatenate([integersField(8, many), floatField(2, float)]);
        const message = concatenate([
          integerField(3, one),
          textField(4, text),
          bytesField(500, raw),
          messageField(5, inner),
        ]);
        const bytes = join(message);
        expect(bytes.length).toBe(message.length);
        const [first, second, third, fourth] = decodeProtobuf(bytes);
        expect(first).toEqual({ field: 3, value: BigInt(one) });
        expect(second).toEqual({ field: 4, value: new TextEncoder().encode(text) });
        expect(third).toEqual({ field: 500, value: raw });
        const [packed, fixed] = decodeProtobuf(fourth?.value as Uint8Array);
        expect(decodeVarints(packed?.value as Uint8Array)).toEqual(many.map((each) => each + 0));
        const view = fixed?.value as Uint8Array;
        expect(new DataView(view.buffer, view.byteOffset).getFloat32(0, true)).toBe(float);
      },
    ),
  );
});

test("packed integers are the same from every kind of array", () => {
  const values = [0, 127, 128, 16383, 16384, 2 ** 21, 2 ** 28, 2 ** 31 - 1];
  expect(join(integersField(1, Int32Array.from(values)))).toEqual(join(integersField(1, values)));
  expect(join(integersField(1, Int32Array.of(-1)))).toEqual(join(integersField(1, [-1])));
});
