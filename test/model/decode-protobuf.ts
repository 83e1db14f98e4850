/** A message's fields in order; varints as bigint, lengths as bytes, fixed32 as the four bytes. */
export type Decoded = { field: number; value: bigint | Uint8Array }[];

/** A reader of its own for the tests: throws where the bytes are no protobuf message. */
export function decodeProtobuf(bytes: Uint8Array): Decoded {
  let offset = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[offset++];
      if (byte === undefined || shift > 63n) throw new Error("a varint does not end");
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asIntN(64, value);
    }
  };
  const take = (length: number): Uint8Array => {
    if (offset + length > bytes.length) throw new Error("a field is longer than its message");
    offset += length;
    return bytes.subarray(offset - length, offset);
  };
  const fields: Decoded = [];
  while (offset < bytes.length) {
    const tag = Number(varint());
    const type = tag & 7;
    if (type !== 0 && type !== 2 && type !== 5) throw new Error(`wire type ${type} is not used`);
    fields.push({
      field: tag >> 3,
      value: type === 0 ? varint() : type === 5 ? take(4) : take(Number(varint())),
    });
  }
  return fields;
}

/** The values of a packed field. */
export function decodeVarints(bytes: Uint8Array): number[] {
  const values: number[] = [];
  let [value, shift] = [0n, 0n];
  for (const byte of bytes) {
    value |= BigInt(byte & 127) << shift;
    shift += 7n;
    if (byte > 127) continue;
    values.push(Number(BigInt.asIntN(64, value)));
    [value, shift] = [0n, 0n];
  }
  return values;
}
