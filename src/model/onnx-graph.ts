import type { Attribute, ElementType, GraphBuilder, Tensor, TensorValues, TreeOperators } from "./graph.ts";
import { fileVersions } from "./graph.ts";
import {
  bytesField,
  concatenate,
  type Encoded,
  floatField,
  integerField,
  integersField,
  messageField,
  textField,
  textsField,
  widenedField,
} from "./protobuf.ts";

/** A graph under construction. */
export interface OnnxGraph extends GraphBuilder {
  /** The model as a protobuf message: ModelProto of onnx.proto. Equal graphs give equal bytes. */
  encode(about: { name: string; metadata?: Readonly<Record<string, string>> }): Encoded;
}

/** TensorProto.DataType. */
const elementCodes: Record<ElementType, number> = {
  float: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  double: 11,
};

/** An empty graph. Its methods throw Error (our bug, not the user's) where a name is used twice. */
export function createGraph(treeOperators: TreeOperators = 5): OnnxGraph {
  const nodes: Encoded[] = [];
  const constants: Encoded[] = [];
  const inputs: Encoded[] = [];
  const outputs: Encoded[] = [];
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  const scalars = new Map<string, string>();

  const unused = (stem: string): string => {
    let count = counts.get(stem) ?? 0;
    while (taken.has(`${stem}_${count}`)) count++;
    counts.set(stem, count + 1);
    taken.add(`${stem}_${count}`);
    return `${stem}_${count}`;
  };
  const { ir, operatorSets } = fileVersions[treeOperators];
  return {
    treeOperators,
    node(op, names, attributes = {}, domain) {
      const output = unused(op.toLowerCase());
      nodes.push(messageField(1, encodeNode({ op, inputs: names, attributes, domain, outputs: [output] })));
      return output;
    },
    nodes(op, names, attributes, count) {
      const outputs = Array.from({ length: count }, () => unused(op.toLowerCase()));
      nodes.push(messageField(1, encodeNode({ op, inputs: names, attributes, domain: undefined, outputs })));
      return outputs;
    },
    constant(type, values, shape) {
      const isScalar = typeof values === "number" || typeof values === "string";
      const key = isScalar ? `${type} ${Object.is(values, -0) ? "-0" : values}` : undefined;
      const known = key === undefined ? undefined : scalars.get(key);
      if (known !== undefined) return known;
      const list = isScalar ? ([values] as readonly number[] | readonly string[]) : values;
      const name = unused("constant");
      const tensor = { type, values: list, shape: shape ?? (isScalar ? [] : [list.length]) };
      constants.push(messageField(5, encodeTensor(tensor, name)));
      if (key !== undefined) scalars.set(key, name);
      return name;
    },
    input(name, type, shape) {
      if (taken.has(name)) throw new Error(`graph input "${name}" is declared twice`);
      taken.add(name);
      inputs.push(messageField(11, encodeValue(name, type, shape)));
      return name;
    },
    output(value, name, type, shape) {
      let free = name;
      while (taken.has(free)) free += "_";
      taken.add(free);
      nodes.push(
        messageField(1, encodeNode({ op: "Identity", inputs: [value], attributes: {}, outputs: [free] })),
      );
      outputs.push(messageField(12, encodeValue(free, type, shape)));
      return free;
    },
    encode({ name, metadata = {} }) {
      const graph = concatenate([...nodes, textField(2, name), ...constants, ...inputs, ...outputs]);
      return concatenate([
        integerField(1, ir),
        textField(2, "mlops-actions"),
        messageField(7, graph),
        ...Object.entries(operatorSets).map(([domain, version]) =>
          messageField(
            8,
            concatenate([textField(1, domain === "ai.onnx" ? "" : domain), integerField(2, version)]),
          ),
        ),
        ...Object.entries(metadata).map(([key, value]) =>
          messageField(14, concatenate([textField(1, key), textField(2, value)])),
        ),
      ]);
    },
  };
}

function encodeNode(node: {
  op: string;
  inputs: readonly string[];
  attributes: Readonly<Record<string, Attribute>>;
  domain?: string | undefined;
  outputs: readonly string[];
}): Encoded {
  return concatenate([
    ...node.inputs.map((name) => textField(1, name)),
    ...node.outputs.map((name) => textField(2, name)),
    textField(3, node.outputs[0] ?? ""),
    textField(4, node.op),
    ...Object.entries(node.attributes).map(([name, value]) => messageField(5, encodeAttribute(name, value))),
    ...(node.domain === undefined ? [] : [textField(7, node.domain)]),
  ]);
}

/** Field and AttributeType numbers of AttributeProto. */
function encodeAttribute(name: string, attribute: Attribute): Encoded {
  const typed = (type: number, ...fields: Encoded[]) =>
    concatenate([textField(1, name), ...fields, integerField(20, type)]);
  if ("float" in attribute) return typed(1, floatField(2, attribute.float));
  if ("int" in attribute) return typed(2, integerField(3, attribute.int));
  if ("text" in attribute) return typed(3, textField(4, attribute.text));
  if ("tensor" in attribute) return typed(4, messageField(5, encodeTensor(attribute.tensor, name)));
  if ("floats" in attribute) return typed(6, bytesField(7, rawBytes("float", attribute.floats)));
  if ("ints" in attribute) return typed(7, integersField(8, attribute.ints));
  return typed(8, textsField(9, attribute.texts));
}

function encodeTensor({ type, shape, values }: Tensor, name: string): Encoded {
  const data =
    type === "string"
      ? [textsField(6, values as readonly string[])]
      : type === "double" && values instanceof Float32Array
        ? [widenedField(9, values)]
        : [bytesField(9, rawBytes(type, values))];
  return concatenate([
    ...(shape.length === 0 ? [] : [integersField(1, shape)]),
    integerField(2, elementCodes[type]),
    ...data,
    textField(8, name),
  ]);
}

function encodeValue(name: string, type: ElementType, shape: readonly (number | string)[]): Encoded {
  const dimensions = shape.map((size) =>
    messageField(1, typeof size === "number" ? integerField(1, size) : textField(2, size)),
  );
  const tensor = concatenate([integerField(1, elementCodes[type]), messageField(2, concatenate(dimensions))]);
  return concatenate([textField(1, name), messageField(2, messageField(1, tensor))]);
}

/** Little-endian bytes of the values; typed arrays of the right kind are not copied. */
function rawBytes(type: ElementType, values: TensorValues): Uint8Array {
  const array = toTypedArray(type, values);
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function toTypedArray(type: ElementType, values: TensorValues) {
  switch (type) {
    case "float":
      return values instanceof Float32Array ? values : Float32Array.from(values as readonly number[]);
    case "double":
      return values instanceof Float64Array ? values : Float64Array.from(values as readonly number[]);
    case "int32":
      return values instanceof Int32Array ? values : Int32Array.from(values as readonly number[]);
    case "int64":
      return values instanceof BigInt64Array
        ? values
        : BigInt64Array.from(values as readonly number[], (each) => BigInt(each));
    case "uint8":
    case "bool":
      return values instanceof Uint8Array ? values : Uint8Array.from(values as readonly number[]);
    case "string":
      throw new Error("text has no raw bytes");
  }
}
