import type { SharedMemory } from "./boosting-thread.ts";
import type { TreesModel } from "./model.ts";
import { asksSet, type Tree } from "./tree.ts";

/** What a column of the kernel's rows holds: a feature, with what stands for a missing value of it. */
export interface PackedColumn {
  feature: number;
  /** Whether it holds category codes; or whether rows without the value go left in the nodes that ask for this column. */
  kind: "codes" | "left" | "right";
}

/** Trees as kernels/trees.ts takes them. */
export interface PackedTrees {
  memory: SharedMemory;
  trees: number;
  /** The first one, which is 0 in every row, not among them; those of codes come last. */
  columns: PackedColumn[];
  /** The first column of codes, and where the sets are: 0 where there are none. */
  codes: number;
  setsAt: number;
  /** Bits of a node that name its column: 8, 12 or 16. */
  bits: number;
  /** Where the values of the leaves are. */
  valuesAt: number;
  /** Where the threads' parts begin, and how long each is: sums, values of a column, then rows at its end. */
  threadsAt: number;
  threadBytes: number;
  threads: number;
  /** Rows of a part; a multiple of 4. */
  blockRows: number;
}

/** Where the kernel's memory holds the places of the trees. */
export const rootsAt = 64;
const nodeBytes = 8;
const memoryLimit = 2 ** 32 - 2 ** 16;
/** Of rows that are walked down one tree after another: so much stays in the cache beside a tree. */
const blockBytes = 2 ** 20;
const leastBlock = 64;
const mostBlock = 16_384;

type Ensemble = Pick<TreesModel, "trees" | "width" | "margins">;

/** Lays trees out for that many threads. Undefined where they do not fit into the kernel's memory, or its nodes. */
export function packTrees({ trees, width, margins }: Ensemble, threads: number): PackedTrees | undefined {
  const { columns, columnOf } = findColumns(trees);
  const bits = [8, 12, 16].find((each) => columns.length < 2 ** each);
  const nodesAt = align(rootsAt + 4 * trees.length);
  let [nodes, leaves, deepest] = [0, 0, 0];
  for (const { feature } of trees) {
    nodes += feature.length + 1; // the root has no sibling
    leaves += (feature.length + 1) / 2;
    deepest = Math.max(deepest, feature.length + 1);
  }
  const valuesAt = align(nodesAt + nodeBytes * nodes);
  const setsAt = align(valuesAt + 4 * leaves * width);
  const words = trees.reduce((sum, { sets }) => sum + (sets ? sets.words.length + sets.at.length : 0), 0);
  const threadsAt = align(setsAt + 4 * words);
  const rowBytes = 4 * (1 + columns.length);
  const blockRows = Math.max(leastBlock, Math.min(mostBlock, Math.floor(blockBytes / rowBytes / 4) * 4));
  const threadBytes = align(blockRows * (rowBytes + 4 + 8 * margins));
  const end = threadsAt + threads * threadBytes;
  if (bits === undefined || end > memoryLimit || deepest / 2 > 2 ** (32 - bits)) return undefined;
  const memory = createMemory(end);
  const writer = createWriter(memory, { nodesAt, nodes, valuesAt, setsAt, width, bits, columnOf, deepest });
  const roots = new Uint32Array(memory.buffer, rootsAt, trees.length);
  for (const [index, tree] of trees.entries()) roots[index] = writer.write(tree);
  return {
    ...{ memory, trees: trees.length, columns, bits, valuesAt },
    ...{ codes: 1 + columns.filter(({ kind }) => kind !== "codes").length, setsAt: words > 0 ? setsAt : 0 },
    ...{ threadsAt, threadBytes, threads, blockRows },
  };
}

function createMemory(bytes: number): SharedMemory {
  const pages = Math.ceil(bytes / 65_536);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }) as unknown as SharedMemory;
}

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}

const kinds = ["right", "left", "codes"] as const;

/** Numbers of the columns by `kindOf` of the nodes that ask for them, those of codes last. */
function findColumns(trees: readonly Tree[]): { columns: PackedColumn[]; columnOf: Int32Array } {
  let most = -1;
  for (const { feature } of trees)
    for (let node = 0; node < feature.length; node++) if (feature[node]! > most) most = feature[node]!;
  const columnOf = new Int32Array(kinds.length * (most + 1));
  for (const tree of trees)
    for (let node = 0; node < tree.feature.length; node++)
      if (tree.feature[node]! >= 0) columnOf[kindOf(tree, node)] = 1;
  const columns: PackedColumn[] = [];
  for (const isCodes of [false, true])
    for (const [code, isUsed] of columnOf.entries()) {
      const kind = kinds[code % kinds.length]!;
      if (isUsed === 1 && (kind === "codes") === isCodes)
        columnOf[code] = -columns.push({ feature: Math.floor(code / kinds.length), kind });
    }
  return { columns, columnOf: columnOf.map((negative) => -negative) };
}

function kindOf(tree: Tree, node: number): number {
  const { feature, missingLeft, sets } = tree;
  const base = kinds.length * feature[node]!;
  if (sets !== undefined && asksSet(tree, node)) return base + 2;
  return base + (missingLeft === undefined ? 0 : missingLeft[node]!);
}

interface Layout {
  nodesAt: number;
  nodes: number;
  valuesAt: number;
  setsAt: number;
  width: number;
  bits: number;
  columnOf: Int32Array;
  /** Nodes of the largest tree. */
  deepest: number;
}

/** Writes trees one after another, each level by level: the levels that every row sees lie together. */
function createWriter({ buffer }: SharedMemory, layout: Layout): { write: (tree: Tree) => number } {
  const { nodesAt, valuesAt, setsAt, width, bits, columnOf } = layout;
  const words = new Int32Array(buffer, nodesAt, 2 * layout.nodes);
  const values = new Float32Array(buffer, valuesAt);
  const sets = new Uint32Array(buffer, setsAt);
  const order = new Int32Array(layout.deepest);
  let [first, leaf, set] = [0, 0, 0];
  return {
    write(tree) {
      const { feature, threshold, left, right, value } = tree;
      const begin = first;
      let end = 2;
      for (let place = 0; place < end; place = place === 0 ? 2 : place + 1) {
        const node = order[place]!;
        const word = 2 * (begin + place);
        if (feature[node]! < 0) {
          for (let at = 0; at < width; at++) values[leaf * width + at] = value[node * width + at]!;
          words[word] = place % 2 === 0 ? leaf : ~leaf;
          words[word + 1] = (place >> 1) << bits;
          leaf++;
          continue;
        }
        const column = kindOf(tree, node);
        if (column % kinds.length === 2) {
          const { at, words: all } = tree.sets!;
          const own = all.subarray(at[node], at[node + 1]);
          words[word] = set;
          sets[set] = own.length;
          sets.set(own, set + 1);
          set += 1 + own.length;
        } else words[word] = keyOf(threshold[node]!);
        words[word + 1] = ((end >> 1) << bits) | columnOf[column]!;
        order[end++] = left[node]!;
        order[end++] = right[node]!;
      }
      first += feature.length + 1;
      return nodesAt + nodeBytes * begin;
    },
  };
}

const number = new Float32Array(1);
const whole = new Int32Array(number.buffer);

/** As `keyOf` of the kernel; a threshold that is NaN has all rows on its right. */
function keyOf(threshold: number): number {
  if (Number.isNaN(threshold)) return -(2 ** 31);
  number[0] = threshold + 0;
  return whole[0]! ^ ((whole[0]! >> 31) & 0x7fffffff);
}
