/** A decision tree; node 0 is the root, and children come after their parent. */
export interface Tree {
  /** The feature that a node asks for; -1 in a leaf. */
  feature: Int32Array;
  /** A row goes left where its float32 value is at most this. */
  threshold: Float32Array;
  /** 1 where a row without the value (NaN) goes left; it goes right everywhere where this is not there. */
  missingLeft?: Uint8Array;
  left: Int32Array;
  right: Int32Array;
  /** Nodes × the model's `width`, row-major: what a leaf adds to the margins. In other nodes of no meaning. */
  value: Float32Array;
}

/** Whether a row with this value of the feature that a node asks for goes left. */
export function goesLeft({ threshold, missingLeft }: Tree, node: number, value: number): boolean {
  return value <= threshold[node]! || (Number.isNaN(value) && missingLeft?.[node] === 1);
}
