import { bytesField, integerField, join, messageField, textField } from "../model/protobuf.ts";
import { type Field, readFields, readPacked } from "./read-protobuf.ts";

/** What an ONNX file of any maker says of the classes that it answers with. */
export interface ClassOutputs {
  /** Whether it is a file of this project. */
  isOwn: boolean;
  /** The classes of its maps of probabilities, or of its only kind of classifier, in the order of the probabilities. */
  labels: readonly string[] | undefined;
  /** Outputs that are maps of probabilities (ZipMap), and the tensor that each is made of. */
  maps: ReadonlyMap<string, string>;
}

interface ClassNode {
  op: string;
  inputs: string[];
  outputs: string[];
  labels: string[];
}

const utf8 = new TextDecoder();

/**
 * Reads what an ONNX file says of its classes, by the attributes of its operators (`classlabels_strings`,
 * `classlabels_int64s`, …; ONNX-ML operator set 5). Throws RangeError where the bytes are none.
 */
export function readClassOutputs(bytes: Uint8Array): ClassOutputs {
  const nodes: ClassNode[] = [];
  const outputs = new Set<string>();
  let isOwn = false;
  for (const { number, bytes: part } of readFields(bytes)) {
    if (number === 14 && textOf(part, 1) === "mlops") isOwn = true;
    if (number !== 7) continue;
    for (const field of readFields(part)) {
      if (field.number === 1) nodes.push(readNode(field.bytes));
      if (field.number === 12) outputs.add(textOf(field.bytes, 1));
    }
  }
  const zips = nodes.filter(({ op, outputs: made }) => op === "ZipMap" && outputs.has(made[0] ?? ""));
  const told = (zips.length > 0 ? zips : nodes).map(({ labels }) => labels).filter((each) => each.length > 0);
  const isOne = told.length > 0 && told.every((each) => each.join("\0") === told[0]!.join("\0"));
  return {
    isOwn,
    labels: isOne ? told[0] : undefined,
    maps: new Map(zips.map(({ inputs, outputs: made }) => [made[0]!, inputs[0]!])),
  };
}

/**
 * The same model with more outputs: float tensors that it has inside. A message that comes twice in a protobuf is one
 * (protobuf.dev/programming-guides/encoding, "Last One Wins"), so that nothing of the file is written anew.
 */
export function withOutputs(bytes: Uint8Array, names: Iterable<string>): Uint8Array {
  const floats = messageField(2, messageField(1, integerField(1, 1)));
  const added = [...names].map((name) => {
    const value = join({
      pieces: [...textField(1, name).pieces, ...floats.pieces],
      length: textField(1, name).length + floats.length,
    });
    return join(messageField(7, bytesField(12, value)));
  });
  return Buffer.concat([bytes, ...added]);
}

function readNode(bytes: Uint8Array): ClassNode {
  const node: ClassNode = { op: "", inputs: [], outputs: [], labels: [] };
  for (const { number, bytes: part } of readFields(bytes)) {
    if (number === 1) node.inputs.push(utf8.decode(part));
    if (number === 2) node.outputs.push(utf8.decode(part));
    if (number === 4) node.op = utf8.decode(part);
    if (number === 5 && textOf(part, 1).startsWith("classlabels_"))
      node.labels = node.labels.concat(readLabels(part));
  }
  return node;
}

function readLabels(bytes: Uint8Array): string[] {
  return [...readFields(bytes)].flatMap((field) => {
    if (field.number === 9) return [utf8.decode(field.bytes)];
    return field.number === 8 ? integersOf(field).map(String) : [];
  });
}

/** Packed or not. */
function integersOf({ integer, bytes }: Field): number[] {
  return bytes.length > 0 ? readPacked(bytes) : [integer];
}

/** The first text of a field. */
function textOf(bytes: Uint8Array, wanted: number): string {
  for (const { number, bytes: part } of readFields(bytes)) if (number === wanted) return utf8.decode(part);
  return "";
}
