import { exp, log } from "../learn/exponential.ts";
import { sigmoid } from "../learn/link.ts";
import type { Attribute } from "./parse-model.ts";
import type { Threads } from "./sum-trees.ts";
import { asNumbers, elementTypes, type NumberTensor, numbers, sizeOf, type Tensor, texts } from "./tensor.ts";

/** What an operator gets and gives. */
export type Operator = (
  inputs: readonly (Tensor | undefined)[],
  attributes: ReadonlyMap<string, Attribute>,
  threads?: Threads,
) => Tensor | Tensor[] | Promise<Tensor>;

/** The shape that two shapes have together. Throws RangeError where they do not fit. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const x = a[axis - rank + a.length] ?? 1;
    const y = b[axis - rank + b.length] ?? 1;
    if (x !== y && x !== 1 && y !== 1) throw new RangeError(`shapes ${a.join(" × ")} and ${b.join(" × ")}`);
    return x === 1 ? y : x;
  });
}

/** Where in a tensor of `from` each element of a broadcast `to` is. */
export function broadcastPlaces(from: readonly number[], to: readonly number[]): (at: number) => number {
  const size = from.reduce((product, each) => product * each, 1);
  if (size === 1) return () => 0;
  if (from.length === to.length && from.every((each, axis) => each === to[axis])) return (at) => at;
  const steps = to.map(() => 0);
  for (let axis = from.length - 1, step = 1; axis >= 0; axis--) {
    if (from[axis] !== 1) steps[axis + to.length - from.length] = step;
    step *= from[axis]!;
  }
  return (at) => {
    let place = 0;
    for (let axis = to.length - 1, rest = at; axis >= 0; axis--) {
      place += (rest % to[axis]!) * steps[axis]!;
      rest = Math.floor(rest / to[axis]!);
    }
    return place;
  };
}

function unary(type: NumberTensor["type"] | "same", of: (value: number) => number): Operator {
  return ([given]) => {
    const tensor = asNumbers(given);
    return numbers(type === "same" ? tensor.type : type, tensor.shape, tensor.data.map(of));
  };
}

function binary(type: NumberTensor["type"] | "same", of: (a: number, b: number) => number): Operator {
  return (inputs) => {
    const [a, b] = [asNumbers(inputs[0]), asNumbers(inputs[1])];
    const shape = broadcastShape(a.shape, b.shape);
    const [first, second] = [broadcastPlaces(a.shape, shape), broadcastPlaces(b.shape, shape)];
    const data = new Float64Array(sizeOf(shape));
    for (let at = 0; at < data.length; at++) data[at] = of(a.data[first(at)]!, b.data[second(at)]!);
    return numbers(type === "same" ? a.type : type, shape, data);
  };
}

const equal: Operator = (inputs, attributes) => {
  const [a, b] = inputs;
  if (a?.type !== "string" || b?.type !== "string")
    return binary("bool", (x, y) => Number(x === y))(inputs, attributes);
  const shape = broadcastShape(a.shape, b.shape);
  const [first, second] = [broadcastPlaces(a.shape, shape), broadcastPlaces(b.shape, shape)];
  const data = new Float64Array(sizeOf(shape));
  for (let at = 0; at < data.length; at++) data[at] = Number(a.data[first(at)] === b.data[second(at)]);
  return numbers("bool", shape, data);
};

const where: Operator = ([given, a, b]) => {
  const condition = asNumbers(given);
  if (a === undefined || b === undefined) throw new TypeError("two values are needed");
  const shape = broadcastShape(condition.shape, broadcastShape(a.shape, b.shape));
  const holds = broadcastPlaces(condition.shape, shape);
  const [first, second] = [broadcastPlaces(a.shape, shape), broadcastPlaces(b.shape, shape)];
  const size = sizeOf(shape);
  if (a.type === "string" && b.type === "string") {
    const choose = (at: number) => (condition.data[holds(at)] ? a.data[first(at)]! : b.data[second(at)]!);
    return texts(
      shape,
      Array.from({ length: size }, (_, at) => choose(at)),
    );
  }
  const [x, y] = [asNumbers(a), asNumbers(b)];
  const data = new Float64Array(size);
  for (let at = 0; at < size; at++)
    data[at] = condition.data[holds(at)] ? x.data[first(at)]! : y.data[second(at)]!;
  return numbers(x.type, shape, data);
};

const cast: Operator = ([given], attributes) => {
  const tensor = asNumbers(given);
  const type = elementTypes[attributes.get("to")?.integer ?? 0];
  if (type === undefined || type === "string") throw new TypeError("a cast to numbers is needed");
  const isWhole = type === "int64" || type === "int32" || type === "uint8";
  const of =
    type === "bool"
      ? (value: number) => Number(value !== 0)
      : isWhole
        ? Math.trunc
        : (value: number) => value;
  return numbers(type, tensor.shape, tensor.data.map(of));
};

/** To the nearest integer, halves to the even one. */
function roundEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value - Math.trunc(value)) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** The operators that treat each element for itself (ONNX operator set 21). */
export const elementwise: Readonly<Record<string, Operator>> = {
  Abs: unary("same", Math.abs),
  Ceil: unary("same", Math.ceil),
  Cos: unary("same", Math.cos),
  Exp: unary("same", exp),
  Floor: unary("same", Math.floor),
  Identity: ([value]) => value ?? [],
  IsInf: unary("bool", (value) =>
    Number(value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY),
  ),
  IsNaN: unary("bool", (value) => Number(Number.isNaN(value))),
  Log: unary("same", log),
  Neg: unary("same", (value) => -value),
  Not: unary("bool", (value) => 1 - value),
  Round: unary("same", roundEven),
  Sigmoid: unary("same", sigmoid),
  Sign: unary("same", Math.sign),
  Sin: unary("same", Math.sin),
  Sqrt: unary("same", Math.sqrt),
  Add: binary("same", (a, b) => a + b),
  And: binary("bool", (a, b) => a & b),
  Div: binary("same", (a, b) => a / b),
  Equal: equal,
  Greater: binary("bool", (a, b) => Number(a > b)),
  GreaterOrEqual: binary("bool", (a, b) => Number(a >= b)),
  Less: binary("bool", (a, b) => Number(a < b)),
  LessOrEqual: binary("bool", (a, b) => Number(a <= b)),
  Max: binary("same", Math.max),
  Min: binary("same", Math.min),
  Mod: binary("same", (a, b) => a % b),
  Mul: binary("same", (a, b) => a * b),
  Or: binary("bool", (a, b) => a | b),
  Pow: binary("same", (a, b) => a ** b),
  Sub: binary("same", (a, b) => a - b),
  Cast: cast,
  Where: where,
};
