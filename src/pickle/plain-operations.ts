import { literal, literalOperations } from "./literal-operations.ts";
import type { Operation } from "./operation.ts";
import {
  fail,
  giveUp,
  mark,
  memorize,
  need,
  type PickleMachine,
  pop,
  popMark,
  push,
  recall,
  take,
} from "./pickle-machine.ts";
import { arrayAttributes, type DictValue, tupleOf, type Value } from "./pickle-value.ts";
import { readLine, readUnsigned } from "./read-argument.ts";

const tuple =
  (count: number): Operation =>
  (machine) => {
    need(machine, count);
    push(machine, tupleOf(machine.stack.splice(machine.stack.length - count)));
    return undefined;
  };

const tupleFromMark: Operation = (machine) => {
  const items = popMark(machine);
  push(machine, tupleOf(items));
  return undefined;
};

const container: Operation = (machine) => {
  take(machine, popMark(machine));
  literal(machine);
  return undefined;
};

const dictFromMark: Operation = (machine) => {
  const items = popMark(machine);
  const dict: DictValue = { kind: "dict", entries: undefined, isKnown: true };
  setItems(machine, dict, items);
  push(machine, dict);
  return undefined;
};

const emptyDict: Operation = (machine) => {
  push(machine, { kind: "dict", entries: undefined, isKnown: true });
  return undefined;
};

/** Adds what lies above a mark, or the last value, to what lies below. */
const extend =
  (isMarked: boolean): Operation =>
  (machine) => {
    if (!isMarked) need(machine, 2);
    take(machine, isMarked ? popMark(machine) : [pop(machine)]);
    refuseClass(machine);
    return undefined;
  };

const setPairs =
  (isMarked: boolean): Operation =>
  (machine) => {
    if (!isMarked) need(machine, 3);
    const items = isMarked ? popMark(machine) : machine.stack.splice(machine.stack.length - 2);
    refuseClass(machine);
    const target = machine.stack.at(-1);
    if (typeof target === "object" && target.kind === "dict") setItems(machine, target, items);
    else take(machine, items);
    return undefined;
  };

/** What lies on top is changed; a class or function must not be. */
function refuseClass(machine: PickleMachine): void {
  need(machine, 1);
  const target = machine.stack.at(-1);
  if (typeof target === "object" && target.kind === "global")
    machine.sink.report(`it adds to ${target.module}.${target.name} itself`, machine.start);
}

function setItems(machine: PickleMachine, dict: DictValue, items: readonly Value[]): void {
  take(machine, items);
  for (let index = 0; index + 1 < items.length; index += 2) {
    const key = items[index];
    if (typeof key === "object") dict.isKnown = false;
    if (typeof key !== "string" || !arrayAttributes.has(key)) continue;
    const value = items[index + 1];
    dict.entries ??= new Map();
    dict.entries.set(key, typeof value === "object" && value.kind === "dict" ? undefined : value);
  }
}

const popOne: Operation = (machine) => {
  if (machine.marks.at(-1) === machine.stack.length) machine.marks.pop();
  else pop(machine);
  return undefined;
};

const duplicate: Operation = (machine) => {
  need(machine, 1);
  push(machine, machine.stack.at(-1));
  return undefined;
};

/** An index of the memo, written as a line. Only plain digits: Python takes more, even what follows a NUL. */
function indexLine(machine: PickleMachine): number {
  const line = readLine(machine);
  if (line === undefined) return giveUp("a place of the memo is odd");
  if (line.isCut) fail("it is cut off");
  if (/^\d{1,9}$/.test(line.text)) return Number(line.text);
  return /^\s*[+-]?[\d_]/.test(line.text)
    ? giveUp("a place of the memo is odd")
    : fail("a place of the memo is none");
}

const put =
  (indexOf: (machine: PickleMachine) => number): Operation =>
  (machine) => {
    const index = indexOf(machine);
    need(machine, 1);
    memorize(machine, index, machine.stack.at(-1));
    return undefined;
  };

const get =
  (indexOf: (machine: PickleMachine) => number): Operation =>
  (machine) => {
    push(machine, recall(machine, indexOf(machine)));
    return undefined;
  };

const protocol: Operation = (machine) => {
  if (readUnsigned(machine, 1) > 5) fail("its protocol is none");
  return undefined;
};

const frame: Operation = (machine) => {
  const { frameEnd } = machine;
  const length = readUnsigned(machine, 8);
  const start = machine.cursor.base + machine.cursor.at;
  if (frameEnd !== undefined && start !== frameEnd && machine.start < frameEnd)
    machine.sink.report("a frame begins inside another", machine.start);
  machine.frameEnd = start + length;
  return undefined;
};

const outOfBand =
  (isPushed: boolean): Operation =>
  (machine) => {
    machine.sink.report("it needs buffers from outside of the file", machine.start);
    if (isPushed) literal(machine);
    else need(machine, 1);
    return undefined;
  };

const memoCount = (machine: PickleMachine): number => machine.memo.count;
const one = (machine: PickleMachine): number => readUnsigned(machine, 1);
const four = (machine: PickleMachine): number => readUnsigned(machine, 4);

/** The opcodes that import and call nothing, by their byte. (Lib/pickletools.py of CPython, protocols 0 to 5) */
export const plainOperations: Readonly<Record<number, Operation>> = {
  ...literalOperations,
  40: (machine) => mark(machine) as undefined,
  41: tuple(0),
  46: () => ({ kind: "stop" }),
  48: popOne,
  49: (machine) => void popMark(machine) as undefined,
  50: duplicate,
  97: extend(false),
  100: dictFromMark,
  101: extend(true),
  103: get(indexLine),
  104: get(one),
  106: get(four),
  108: container,
  112: put(indexLine),
  113: put(one),
  114: put(four),
  115: setPairs(false),
  116: tupleFromMark,
  117: setPairs(true),
  125: emptyDict,
  128: protocol,
  133: tuple(1),
  134: tuple(2),
  135: tuple(3),
  144: extend(true),
  145: container,
  148: put(memoCount),
  149: frame,
  151: outOfBand(true),
  152: outOfBand(false),
};
