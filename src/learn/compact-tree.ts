import type { Tree, WholeNumbers } from "./tree.ts";

/**
 * The same tree in as few bytes as its numbers need, on one SharedArrayBuffer, so that threads are given it without a
 * copy: a node of a small tree takes 10 bytes. `width` is the number of a leaf's values; where it is 1, thresholds and
 * values are one array.
 */
export function compactTree<Each extends Tree>(tree: Each, width: number): Each {
  const { feature, left, right, value, missingLeft } = tree;
  const nodes = feature.length;
  const [Feature, Child] = [signedFor(feature), nodes <= 2 ** 16 ? Uint16Array : Int32Array];
  const nodeBytes =
    4 + (width === 1 ? 0 : 4 * width) + 2 * Child.BYTES_PER_ELEMENT + Feature.BYTES_PER_ELEMENT;
  const buffer = new SharedArrayBuffer(nodes * (nodeBytes + (missingLeft ? 1 : 0)));
  // The widest come first, so that each begins at a multiple of its own width.
  let at = 0;
  const take = <Made extends WholeNumbers | Float32Array | Uint8Array>(
    Kind: { new (buffer: SharedArrayBuffer, at: number, count: number): Made; BYTES_PER_ELEMENT: number },
    values: ArrayLike<number>,
  ): Made => {
    const made = new Kind(buffer, at, values.length);
    made.set(values);
    at += values.length * Kind.BYTES_PER_ELEMENT;
    return made;
  };
  const threshold = take(Float32Array, tree.threshold);
  if (width === 1)
    for (let node = 0; node < nodes; node++) if (feature[node]! < 0) threshold[node] = value[node]!;
  return {
    ...tree,
    threshold,
    value: width === 1 ? threshold : take(Float32Array, value),
    left: take<WholeNumbers>(Child, left),
    right: take<WholeNumbers>(Child, right),
    feature: take<WholeNumbers>(Feature, feature),
    ...(missingLeft && { missingLeft: take(Uint8Array, missingLeft) }),
  };
}

/** The narrowest kind of array that holds the numbers, which are -1 or more. */
function signedFor(values: WholeNumbers) {
  let most = 0;
  for (let at = 0; at < values.length; at++) if (values[at]! > most) most = values[at]!;
  return most < 2 ** 7 ? Int8Array : most < 2 ** 15 ? Int16Array : Int32Array;
}
