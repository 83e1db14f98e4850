/** A decision tree; node 0 is the root, and children come after their parent. */
export interface Tree {
  /** The feature that a node asks for; -1 in a leaf. */
  feature: Int32Array;
  /** A row goes left where its float32 value is at most this. */
  threshold: Float32Array;
  left: Int32Array;
  right: Int32Array;
  /** Nodes × outputs, row-major, in every node: the mean of the target, or the share of each class. */
  value: Float32Array;
}
