import { UserError } from "../errors.ts";
import { type Field, readFields, readPacked } from "./read-protobuf.ts";
import { type ElementType, elementTypes, numbers, sizeOf, type Tensor, texts } from "./tensor.ts";

/** An operator of a graph. */
export interface GraphNode {
  op: string;
  /** `""` is an input that is left out. */
  inputs: string[];
  outputs: string[];
  attributes: Map<string, Attribute>;
}

/** What an operator is told; what it has no value of is empty. */
export interface Attribute {
  integer: number;
  float: number;
  text: string;
  integers: number[];
  floats: number[];
  texts: string[];
  tensor: Tensor | undefined;
}

/** A value that goes into a graph or comes out. */
export interface GraphValue {
  name: string;
  type: ElementType;
}

/** An ONNX file as a graph that can be run. */
export interface OnnxFile {
  inputs: GraphValue[];
  outputs: GraphValue[];
  nodes: GraphNode[];
  constants: Map<string, Tensor>;
  metadata: Map<string, string>;
}

const utf8 = new TextDecoder();

/** Parses an ONNX file (onnx.proto, IR version 10). Throws UserError for what is none. */
export function parseModel(bytes: Uint8Array, source: string): OnnxFile {
  const file: OnnxFile = { inputs: [], outputs: [], nodes: [], constants: new Map(), metadata: new Map() };
  try {
    for (const { number, bytes: part } of readFields(bytes)) {
      if (number === 7) parseGraph(part, file);
      if (number === 14) file.metadata.set(...parseEntry(part));
    }
  } catch (cause) {
    if (!(cause instanceof RangeError || cause instanceof TypeError)) throw cause;
    throw new UserError(`Cannot read "${source}": it is no ONNX file (${cause.message})`, {
      file: source,
      cause,
    });
  }
  if (file.outputs.length === 0)
    throw new UserError(`Cannot read "${source}": it is no ONNX file, it has no outputs`, { file: source });
  return file;
}

function parseGraph(bytes: Uint8Array, file: OnnxFile): void {
  for (const { number, bytes: part } of readFields(bytes)) {
    if (number === 1) file.nodes.push(parseNode(part));
    if (number === 5) {
      const { name, tensor } = parseTensor(part);
      file.constants.set(name, tensor);
    }
    if (number === 11) file.inputs.push(parseValue(part));
    if (number === 12) file.outputs.push(parseValue(part));
  }
}

function parseEntry(bytes: Uint8Array): [key: string, value: string] {
  const fields = [...readFields(bytes)];
  return [textOf(fields, 1), textOf(fields, 2)];
}

function textOf(fields: readonly Field[], number: number): string {
  return utf8.decode(fields.find((field) => field.number === number)?.bytes);
}

function parseNode(bytes: Uint8Array): GraphNode {
  const node: GraphNode = { op: "", inputs: [], outputs: [], attributes: new Map() };
  for (const { number, bytes: part } of readFields(bytes)) {
    if (number === 1) node.inputs.push(utf8.decode(part));
    if (number === 2) node.outputs.push(utf8.decode(part));
    if (number === 4) node.op = utf8.decode(part);
    if (number === 5) node.attributes.set(...parseAttribute(part));
  }
  return node;
}

function parseAttribute(bytes: Uint8Array): [name: string, attribute: Attribute] {
  let name = "";
  const value: Attribute = {
    integer: 0,
    float: 0,
    text: "",
    integers: [],
    floats: [],
    texts: [],
    tensor: undefined,
  };
  for (const { number, integer, bytes: part } of readFields(bytes)) {
    if (number === 1) name = utf8.decode(part);
    if (number === 2) value.float = floatsOf(part)[0] ?? 0;
    if (number === 3) value.integer = integer;
    if (number === 4) value.text = utf8.decode(part);
    if (number === 5) value.tensor = parseTensor(part).tensor;
    if (number === 7) value.floats = [...value.floats, ...floatsOf(part)];
    if (number === 8) value.integers = part.length > 0 ? readPacked(part) : [...value.integers, integer];
    if (number === 9) value.texts.push(utf8.decode(part));
  }
  return [name, value];
}

function parseValue(bytes: Uint8Array): GraphValue {
  const fields = [...readFields(bytes)];
  const type = bytesOf(fields, 2);
  const tensor = type && bytesOf([...readFields(type)], 1);
  const element = tensor && [...readFields(tensor)].find(({ number }) => number === 1)?.integer;
  return { name: textOf(fields, 1), type: elementOf(element ?? 0) };
}

function bytesOf(fields: readonly Field[], number: number): Uint8Array | undefined {
  return fields.find((field) => field.number === number)?.bytes;
}

function elementOf(code: number): ElementType {
  const type = elementTypes[code];
  if (type === undefined) throw new TypeError(`element type ${code}`);
  return type;
}

function parseTensor(bytes: Uint8Array): { name: string; tensor: Tensor } {
  let shape: number[] = [];
  let [name, code] = ["", 0];
  let raw: Uint8Array = new Uint8Array(0);
  const strings: string[] = [];
  for (const { number, integer, bytes: part } of readFields(bytes)) {
    if (number === 1) shape = part.length > 0 ? readPacked(part) : [...shape, integer];
    if (number === 2) code = integer;
    if (number === 6) strings.push(utf8.decode(part));
    if (number === 8) name = utf8.decode(part);
    if (number === 9) raw = part;
  }
  const type = elementOf(code);
  if (type === "string") return { name, tensor: texts(shape, strings) };
  return { name, tensor: numbers(type, shape, rawNumbers(type, raw, sizeOf(shape))) };
}

function rawNumbers(type: Exclude<ElementType, "string">, raw: Uint8Array, count: number): Float64Array {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const read: Record<typeof type, [bytes: number, read: (at: number) => number]> = {
    float: [4, (at) => view.getFloat32(at, true)],
    double: [8, (at) => view.getFloat64(at, true)],
    int32: [4, (at) => view.getInt32(at, true)],
    int64: [8, (at) => Number(view.getBigInt64(at, true))],
    uint8: [1, (at) => view.getUint8(at)],
    bool: [1, (at) => view.getUint8(at)],
  };
  const [bytes, readAt] = read[type];
  if (raw.length !== count * bytes) throw new RangeError(`${raw.length} bytes for ${count} of ${type}`);
  const values = new Float64Array(count);
  for (let at = 0; at < count; at++) values[at] = readAt(at * bytes);
  return values;
}

function floatsOf(raw: Uint8Array): number[] {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Array.from({ length: raw.length >> 2 }, (_, at) => view.getFloat32(at * 4, true));
}
