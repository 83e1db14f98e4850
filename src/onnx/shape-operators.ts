import { broadcastPlaces, broadcastShape, type Operator } from "./elementwise.ts";
import { asNumbers, type NumberTensor, numbers, pick, sizeOf, type Tensor, texts } from "./tensor.ts";

const whole = (values: readonly number[]): NumberTensor =>
  numbers("int64", [values.length], Float64Array.from(values));

function given(tensor: Tensor | undefined): Tensor {
  if (tensor === undefined) throw new TypeError("an input is missing");
  return tensor;
}

/** A list of places or sizes. */
function listOf(tensor: Tensor | undefined): number[] {
  return Array.from(asNumbers(tensor).data);
}

const reshape: Operator = ([value, shape]) => {
  const tensor = given(value);
  const wanted = listOf(shape);
  const rest = wanted.reduce((product, each) => (each < 0 ? product : product * each), 1);
  const count = tensor.data.length;
  const sizes = wanted.map((each) => (each < 0 ? count / Math.max(1, rest) : each));
  if (sizeOf(sizes) !== count) throw new RangeError(`${count} elements of shape ${sizes.join(" × ")}`);
  return { ...tensor, shape: sizes };
};

const unsqueeze: Operator = ([value, axes]) => {
  const tensor = given(value);
  const shape = [...tensor.shape];
  for (const axis of listOf(axes).sort((a, b) => a - b)) shape.splice(axis, 0, 1);
  return { ...tensor, shape };
};

const expand: Operator = ([value, shape]) => {
  const tensor = given(value);
  const wide = broadcastShape(tensor.shape, listOf(shape));
  const placeOf = broadcastPlaces(tensor.shape, wide);
  return pick(
    tensor,
    wide,
    Array.from({ length: sizeOf(wide) }, (_, at) => placeOf(at)),
  );
};

/** Along the first axis or the last one. */
const concat: Operator = (inputs, attributes) => {
  const parts = inputs.map(given);
  const axis = attributes.get("axis")?.integer ?? 0;
  const shape = [...(parts[0]?.shape ?? [])];
  shape[axis] = parts.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0);
  const outer = shape.slice(0, axis).reduce((product, each) => product * each, 1);
  const widths = parts.map((part) => part.data.length / Math.max(1, outer));
  if (parts.every((part) => part.type === "string")) {
    const rows = Array.from({ length: outer }, (_, row) =>
      parts.flatMap((part, index) =>
        (part.data as readonly string[]).slice(row * widths[index]!, (row + 1) * widths[index]!),
      ),
    );
    return texts(shape, rows.flat());
  }
  const data = new Float64Array(sizeOf(shape));
  const stride = outer === 0 ? 0 : data.length / outer;
  let first = 0;
  for (const [index, part] of parts.entries()) {
    const { data: from } = asNumbers(part);
    const width = widths[index]!;
    for (let row = 0; row < outer; row++)
      for (let at = 0; at < width; at++) data[row * stride + first + at] = from[row * width + at]!;
    first += width;
  }
  return numbers(asNumbers(parts[0]).type, shape, data);
};

/** Of a list. */
const slice: Operator = ([value, starts, ends]) => {
  const tensor = given(value);
  const { length } = tensor.data;
  const clamp = (place: number) => Math.min(length, Math.max(0, place < 0 ? place + length : place));
  const [from, to] = [clamp(listOf(starts)[0] ?? 0), clamp(listOf(ends)[0] ?? length)];
  const count = Math.max(0, to - from);
  return pick(
    tensor,
    [count],
    Array.from({ length: count }, (_, at) => from + at),
  );
};

const gather: Operator = ([value, indices], attributes) => {
  const tensor = given(value);
  const places = asNumbers(indices);
  const axis = attributes.get("axis")?.integer ?? 0;
  if (!(axis >= 0 && axis < tensor.shape.length)) throw new RangeError(`axis ${axis} of Gather`);
  const [before, after] = [tensor.shape.slice(0, axis), tensor.shape.slice(axis + 1)];
  const length = tensor.shape[axis]!;
  const width = sizeOf(after);
  const shape = [...before, ...places.shape, ...after];
  const all = new Float64Array(sizeOf(shape));
  let next = 0;
  for (let outer = 0; outer < sizeOf(before); outer++)
    for (const place of places.data)
      for (let at = 0; at < width; at++)
        all[next++] = (outer * length + (place < 0 ? place + length : place)) * width + at;
  return pick(tensor, shape, all);
};

/** Single elements by all of their coordinates. */
const gatherNd: Operator = ([value, indices]) => {
  const tensor = given(value);
  const places = asNumbers(indices);
  const rank = tensor.shape.length;
  const count = places.shape[0] ?? 0;
  if (places.shape.length !== 2 || (count > 0 && places.shape[1] !== rank))
    throw new RangeError("GatherND of elements");
  const found = new Float64Array(count);
  for (let index = 0; index < count; index++)
    for (let axis = 0; axis < rank; axis++)
      found[index] = found[index]! * tensor.shape[axis]! + places.data[index * rank + axis]!;
  return pick(tensor, [count], found);
};

/** Of a list. */
const compress: Operator = ([value, condition]) => {
  const kept: number[] = [];
  for (const [place, holds] of asNumbers(condition).data.entries()) if (holds) kept.push(place);
  return pick(given(value), [kept.length], kept);
};

const nonZero: Operator = ([value]) => {
  const { shape, data } = asNumbers(value);
  const found: number[] = [];
  for (const [place, each] of data.entries()) if (each) found.push(place);
  const rank = shape.length;
  const places = new Float64Array(rank * found.length);
  for (const [index, place] of found.entries())
    for (let axis = rank - 1, rest = place; axis >= 0; axis--) {
      places[axis * found.length + index] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
  return numbers("int64", [rank, found.length], places);
};

/** Of a matrix. */
const transpose: Operator = ([value]) => {
  const tensor = given(value);
  const [rows = 1, columns = 1] = tensor.shape;
  if (tensor.shape.length !== 2) throw new RangeError("a matrix is needed");
  const placeOf = (_: unknown, at: number): number => (at % rows) * columns + Math.floor(at / rows);
  return pick(tensor, [columns, rows], Array.from({ length: rows * columns }, placeOf));
};

const constantOfShape: Operator = ([shape], attributes) => {
  const value = asNumbers(attributes.get("value")?.tensor);
  const sizes = listOf(shape);
  return numbers(value.type, sizes, new Float64Array(sizeOf(sizes)).fill(value.data[0] ?? 0));
};

/** Of lists. */
const scatterElements: Operator = ([value, indices, updates]) => {
  const tensor = asNumbers(value);
  const data = tensor.data.slice();
  const news = asNumbers(updates).data;
  for (const [index, place] of asNumbers(indices).data.entries()) {
    if (!(place >= 0 && place < data.length)) throw new RangeError(`element ${place} of ${data.length}`);
    data[place] = news[index]!;
  }
  return numbers(tensor.type, tensor.shape, data);
};

const unique: Operator = ([value]) => {
  const { type, data } = asNumbers(value);
  const counts = new Map<number, { first: number; count: number }>();
  for (const [place, each] of data.entries()) {
    const found = counts.get(each);
    if (found === undefined) counts.set(each, { first: place, count: 1 });
    else found.count++;
  }
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const ranks = new Map(sorted.map(([each], rank) => [each, rank]));
  return [
    numbers(
      type,
      [sorted.length],
      Float64Array.from(sorted, ([each]) => each),
    ),
    whole(sorted.map(([, { first }]) => first)),
    whole(Array.from(data, (each) => ranks.get(each)!)),
    whole(sorted.map(([, { count }]) => count)),
  ];
};

/** The operators that arrange elements (ONNX operator set 21). */
export const shapeOperators: Readonly<Record<string, Operator>> = {
  Compress: compress,
  Concat: concat,
  ConstantOfShape: constantOfShape,
  Expand: expand,
  Gather: gather,
  GatherND: gatherNd,
  NonZero: nonZero,
  Reshape: reshape,
  ScatterElements: scatterElements,
  Shape: ([value]) => whole(given(value).shape),
  Slice: slice,
  Transpose: transpose,
  Unique: unique,
  Unsqueeze: unsqueeze,
};
