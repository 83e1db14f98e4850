import { operation, type Program } from "./program.ts";

/** What a pattern matches. */
export type PatternNode =
  /** One character: `ranges` are pairs of its first and last code point. */
  | { kind: "character"; ranges: readonly number[]; isNegated: boolean }
  /** A place, in bits of `assertion`. */
  | { kind: "assertion"; bits: number }
  | { kind: "sequence"; nodes: readonly PatternNode[] }
  | { kind: "choice"; nodes: readonly PatternNode[] }
  /** `max` may be infinite. */
  | { kind: "repeat"; node: PatternNode; min: number; max: number };

/** At most how many instructions a node takes; each repetition counts, also of nothing. */
export function sizeOf(node: PatternNode): number {
  switch (node.kind) {
    case "sequence":
    case "choice":
      return node.nodes.reduce((sum, each) => sum + sizeOf(each) + 1, 0);
    case "repeat":
      return (node.max === Infinity ? node.min + 1 : node.max) * (sizeOf(node.node) + 1);
    default:
      return 1;
  }
}

/** The program of a pattern. */
export function compileNode(node: PatternNode): Program {
  const operations: number[] = [];
  const next: number[] = [];
  const other: number[] = [];
  const characters = new Map<number, PatternNode & { kind: "character" }>();
  const add = (kind: number, then: number, or = 0): number => {
    next.push(then);
    other.push(or);
    return operations.push(kind) - 1;
  };
  /** The instruction that a node starts with, where `then` is what follows the node. */
  const emit = (each: PatternNode, then: number): number => {
    switch (each.kind) {
      case "character": {
        const at = add(operation.take, then);
        characters.set(at, each);
        return at;
      }
      case "assertion":
        return add(operation.assert, then, each.bits);
      case "sequence":
        return each.nodes.reduceRight((after, part) => emit(part, after), then);
      case "choice":
        return each.nodes
          .map((part) => emit(part, then))
          .reduceRight((after, start) => add(operation.fork, start, after));
      case "repeat":
        return emitRepeat(each, then);
    }
  };
  const emitRepeat = ({ node: each, min, max }: PatternNode & { kind: "repeat" }, then: number): number => {
    let start = then;
    if (max === Infinity) {
      start = add(operation.fork, then, then);
      next[start] = emit(each, start);
    } else for (let i = min; i < max; i++) start = add(operation.fork, emit(each, start), then);
    for (let i = 0; i < min; i++) start = emit(each, start);
    return start;
  };
  const start = emit(node, add(operation.match, 0));
  return {
    start,
    operations: Uint8Array.from(operations),
    next: Int32Array.from(next),
    other: Int32Array.from(other),
    takes: (instruction, rune) => isIn(characters.get(instruction)!, rune),
    bounds: boundsOf([...characters.values()]),
  };
}

function isIn({ ranges, isNegated }: PatternNode & { kind: "character" }, rune: number): boolean {
  for (let i = 0; i < ranges.length; i += 2)
    if (rune >= ranges[i]! && rune <= ranges[i + 1]!) return !isNegated;
  return isNegated;
}

function boundsOf(characters: readonly (PatternNode & { kind: "character" })[]): Int32Array {
  const bounds = new Set(characters.flatMap(({ ranges }) => ranges.map((each, index) => each + (index % 2))));
  bounds.delete(0);
  return Int32Array.from(bounds).sort();
}
