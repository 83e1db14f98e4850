import { type ByteCursor, leftOf, offsetOf } from "./byte-cursor.ts";
import { isDangerousModule } from "./judge-global.ts";
import {
  anyText,
  type GlobalValue,
  globalValue,
  holdsArray,
  isMade,
  isTuple,
  type MadeValue,
  type Value,
} from "./pickle-value.ts";

/** What a pickle's run tells whoever asked for it. */
export interface PickleSink {
  importGlobal(module: string, name: string, offset: number): void;
  report(message: string, offset: number): void;
  /** A persistent id, which only readers of a kind take. */
  persist(offset: number): void;
}

/**
 * The state of Python's unpickler, with values of which only what matters is kept (`Value`). Nothing is called: what a
 * call would give is a `MadeValue`.
 */
export interface PickleMachine {
  cursor: ByteCursor;
  sink: PickleSink;
  stack: Value[];
  /** Heights of the stack at each MARK. */
  marks: number[];
  memo: PickleMemo;
  /** Where the frame ends that the next opcode lies in. */
  frameEnd: number | undefined;
  /** Offset of the opcode at work. */
  start: number;
  /** Arrays of joblib are not read: inside of an array of objects, and where the reader is pickle.load. */
  isPlain: boolean;
  /** Of a pickle inside of an array of objects: the memo that pickle.load would read it with. */
  outer: PickleMemo | undefined;
  /** It imported something or may have: then even a broken one has run. */
  hasImported: boolean;
  /** It called something. */
  hasCalled: boolean;
  globals: Map<string, { value: GlobalValue; made: MadeValue }>;
}

/** The memo: dense from 0 on, with the rest beside. */
export interface PickleMemo {
  dense: (Value | typeof hole)[];
  sparse: Map<number, Value>;
  count: number;
  /** A memo that this one goes on from without changing it. */
  below: PickleMemo | undefined;
  /** Bytes of texts, and structures, kept so far. */
  textBytes: number;
  structures: number;
}

/** A place of the memo that nothing was put to. */
export const hole: unique symbol = Symbol("hole");

/** The pickle ends at this opcode. `isCertain`: Python stops there too, so that nothing after it runs. */
export class PickleEnd extends Error {
  readonly isCertain: boolean;
  constructor(message: string, isCertain: boolean) {
    super(message);
    this.isCertain = isCertain;
  }
}

const mostStack = 2_000_000;
const mostMemo = 50_000_000;
const mostSparse = 100_000;
/** Places that may be left out before a place is kept apart: Python 2 starts at 1. */
const mostGap = 16;
/** Bytes of the texts in the memo that are kept, with what each takes beside. */
const mostTextBytes = 1 << 28;
const mostStructures = 1_000_000;

/** A machine before its first opcode; `outer` is the memo around a pickle that stands inside of another. */
export function startMachine(
  cursor: ByteCursor,
  sink: PickleSink,
  outer: PickleMemo | undefined,
): PickleMachine {
  return {
    cursor,
    sink,
    stack: [],
    marks: [],
    memo: startMemo(),
    frameEnd: undefined,
    start: offsetOf(cursor),
    isPlain: outer !== undefined,
    outer,
    hasImported: false,
    hasCalled: false,
    globals: new Map(),
  };
}

/** An empty memo. */
export function startMemo(): PickleMemo {
  return { dense: [], sparse: new Map(), count: 0, below: undefined, textBytes: 0, structures: 0 };
}

/** Ends the run where Python's ends with an error too. */
export function fail(message: string): never {
  throw new PickleEnd(message, true);
}

/** Ends the run where Python may go on, but we cannot. */
export function giveUp(message: string): never {
  throw new PickleEnd(message, false);
}

/** Puts a value on the stack. */
export function push(machine: PickleMachine, value: Value): void {
  if (machine.stack.length >= mostStack) giveUp(`more than ${mostStack} values on the stack`);
  machine.stack.push(value);
}

/** Holds that so many values lie above the last mark. */
export function need(machine: PickleMachine, count: number): void {
  if (machine.stack.length - (machine.marks.at(-1) ?? 0) < count) fail("the stack is too short");
}

/** Takes the last value off the stack. */
export function pop(machine: PickleMachine): Value {
  need(machine, 1);
  return machine.stack.pop();
}

/** Takes what lies above the last mark, and the mark. */
export function popMark(machine: PickleMachine): Value[] {
  const mark = machine.marks.pop();
  if (mark === undefined) fail("there is no mark");
  const { stack } = machine;
  if (stack.length - mark > 100_000) {
    const rest = stack.slice(mark);
    stack.length = mark;
    return rest;
  }
  return stack.splice(mark);
}

/** Puts a mark on the stack. */
export function mark(machine: PickleMachine): void {
  if (machine.marks.length >= mostStack) giveUp(`more than ${mostStack} marks on the stack`);
  machine.marks.push(machine.stack.length);
}

/** Tells of values that a container or a call takes in: joblib's array class must not hide in one. */
export function take(machine: PickleMachine, values: readonly Value[]): void {
  for (const value of values) if (typeof value === "object" && holdsArray(value)) reportHidden(machine);
}

/** Reports that joblib's array class is used in a way that joblib does not use it. */
export function reportHidden(machine: PickleMachine): void {
  machine.sink.report("it uses joblib's array class in a way that joblib never does", machine.start);
}

/** Counts a global as imported; gives the one value of it. */
export function importGlobal(machine: PickleMachine, module: string, name: string): GlobalValue {
  machine.hasImported = true;
  machine.sink.importGlobal(module, name, machine.start);
  return entryOf(machine, module, name).value;
}

/** What a call of a global gives; one value for all calls, as it is not looked into. */
export function madeBy(machine: PickleMachine, global: GlobalValue): MadeValue {
  return entryOf(machine, global.module, global.name).made;
}

/** Puts a value into the memo. */
export function memorize(machine: PickleMachine, index: number, value: Value): void {
  const { memo } = machine;
  const { dense, sparse } = memo;
  const kept = keep(memo, value);
  if (lookUp(memo, index) === hole) memo.count += 1;
  if (index < dense.length) dense[index] = kept;
  else if (index < dense.length + mostGap && index < mostMemo) {
    while (dense.length < index) dense.push(takeSparse(sparse, dense.length));
    sparse.delete(index);
    dense.push(kept);
  } else {
    sparse.set(index, kept);
    if (sparse.size > mostSparse) giveUp("its memo is too large");
  }
}

/** A value of the memo; ends the run where there is none, as Python does. */
export function recall(machine: PickleMachine, index: number): Value {
  const value = lookUp(machine.memo, index);
  if (value === hole) fail(`there is nothing at ${index} in the memo`);
  if (machine.outer === undefined || typeof value !== "string") return value;
  const other = lookUp(machine.outer, index);
  if (typeof other === "string" && other !== value && isDangerousModule(other))
    machine.sink.report("an array of objects reads differently by pickle.load", machine.start);
  return value;
}

function lookUp({ dense, sparse, below }: PickleMemo, index: number): Value | typeof hole {
  const value = index < dense.length ? dense[index] : sparse.has(index) ? sparse.get(index) : hole;
  return value === hole && below !== undefined ? lookUp(below, index) : value;
}

/** Whether so many bytes are at hand; ends the run where the stream has no more. */
export function require(machine: PickleMachine, count: number): void {
  if (leftOf(machine.cursor) < count) fail("it is cut off");
}

function takeSparse(sparse: Map<number, Value>, index: number): Value | typeof hole {
  if (!sparse.has(index)) return hole;
  const value = sparse.get(index);
  sparse.delete(index);
  return value;
}

/** The value, or where the memo has too many already, one that says less. */
function keep(memo: PickleMemo, value: Value): Value {
  if (typeof value === "string") {
    memo.textBytes += value.length + 24;
    return memo.textBytes > mostTextBytes ? anyText : value;
  }
  const isOwn =
    isTuple(value) || (typeof value === "object" && value.kind === "dict") || isArrayOrDtype(value);
  if (!isOwn || ++memo.structures <= mostStructures) return value;
  if (isArrayOrDtype(value) || holdsArray(value)) giveUp("its memo is too large");
  return undefined;
}

function isArrayOrDtype(value: Value): boolean {
  return isMade(value) && value.by?.role !== undefined;
}

function entryOf(machine: PickleMachine, module: string, name: string) {
  const key = `${module}\n${name}`;
  let entry = machine.globals.get(key);
  if (entry === undefined) {
    const value = globalValue(module, name);
    entry = { value, made: { kind: "made", by: value } };
    machine.globals.set(key, entry);
    if (machine.globals.size > 100_000) giveUp("it imports more than 100000 different objects");
  }
  return entry;
}
