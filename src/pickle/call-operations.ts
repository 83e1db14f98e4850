import { sizeOfState, sizeOfType } from "./array-plan.ts";
import type { Operation } from "./operation.ts";
import {
  fail,
  giveUp,
  importGlobal,
  madeBy,
  need,
  type PickleMachine,
  pop,
  popMark,
  push,
  reportHidden,
  take,
} from "./pickle-machine.ts";
import {
  anyText,
  type GlobalValue,
  holdsArray,
  isGlobal,
  isMade,
  isTuple,
  type MadeValue,
  type Value,
} from "./pickle-value.ts";
import { decodeLine, decodeStart, longestLine, readLine, readUnsigned } from "./read-argument.ts";

/** What something made that is not known: it may be anything that calls give. */
const anyMade: MadeValue = { kind: "made", by: undefined };

/** Module and name, a line each. Without the last line feed Python takes a character less, and imports it. */
function globalLines(machine: PickleMachine): GlobalValue {
  const module = readLine(machine);
  if (module === undefined) return refuseLong(machine);
  if (module.isCut) {
    importGlobal(machine, decodeLine(module.text.slice(0, -1)), "");
    return fail("it is cut off");
  }
  const line = readLine(machine);
  if (line === undefined) return refuseLong(machine);
  const name = line.isCut ? line.text.slice(0, -1) : line.text;
  return importGlobal(machine, decodeLine(module.text), decodeLine(name));
}

/** A name may be long: `a.b.a.b…` leads somewhere. Bytes that are no UTF-8 are none, in Python too. */
function refuseLong({ cursor }: PickleMachine): never {
  decodeStart(cursor.window.subarray(cursor.at, cursor.at + longestLine));
  return giveUp("a global's name is too long");
}

const global: Operation = (machine) => {
  push(machine, globalLines(machine));
  return undefined;
};

const stackGlobal: Operation = (machine) => {
  need(machine, 2);
  const name = pop(machine);
  const module = pop(machine);
  if (typeof module === "string" && typeof name === "string") {
    push(machine, importGlobal(machine, module, name));
    return undefined;
  }
  if (!mayBeText(module) || !mayBeText(name)) fail("a global's name is no text");
  machine.hasImported = true;
  machine.sink.report("it imports a global whose name cannot be told", machine.start);
  push(machine, anyMade);
  return undefined;
};

function mayBeText(value: Value): boolean {
  return typeof value === "string" || value === anyText || isMade(value);
}

const reduce: Operation = (machine) => {
  need(machine, 2);
  const args = pop(machine);
  push(machine, call(machine, pop(machine), args));
  return undefined;
};

const newObject: Operation = (machine) => {
  need(machine, 2);
  const args = pop(machine);
  take(machine, [args]);
  push(machine, create(machine, pop(machine), true));
  return undefined;
};

const newObjectWithNames: Operation = (machine) => {
  need(machine, 3);
  take(machine, [pop(machine), pop(machine)]);
  push(machine, create(machine, pop(machine), false));
  return undefined;
};

const objectFromMark: Operation = (machine) => {
  const [target, ...args] = popMark(machine);
  take(machine, args);
  push(machine, create(machine, target, false));
  return undefined;
};

const instance: Operation = (machine) => {
  const target = globalLines(machine);
  take(machine, popMark(machine));
  push(machine, create(machine, target, false));
  return undefined;
};

/** What a call gives. Only globals are called by pickles as they are written; what calls made is not, and cannot be told. */
function call(machine: PickleMachine, target: Value, args: Value): Value {
  if (!isGlobal(target)) return callMade(machine, target, args);
  machine.hasCalled = true;
  if (target.role === "rebuild" && holdsArray(args)) return rebuild(machine, args);
  take(machine, [args]);
  if (target.role === "array") reportHidden(machine);
  if (target.role !== "dtype") return madeBy(machine, target);
  const type = isTuple(args) ? args.items[0] : undefined;
  if (typeof type !== "string") return { kind: "made", by: target };
  return { kind: "made", by: target, type, item: sizeOfType(type) };
}

/** `_reconstructor(class, object, None)` of joblib's array class, as protocols 0 and 1 make it. */
function rebuild(machine: PickleMachine, args: Value): Value {
  const [first, ...rest] = isTuple(args) ? args.items : [];
  if (!isGlobal(first) || rest.some(holdsArray)) {
    reportHidden(machine);
    return anyMade;
  }
  return { kind: "made", by: first };
}

/** What `class.__new__` gives; `isPlain`: without the ways that old classes are called. */
function create(machine: PickleMachine, target: Value, isPlain: boolean): Value {
  if (!isGlobal(target)) return callMade(machine, target, undefined);
  machine.hasCalled = true;
  if (target.role !== "array") return madeBy(machine, target);
  if (!isPlain) reportHidden(machine);
  return { kind: "made", by: target };
}

function callMade(machine: PickleMachine, target: Value, args: Value): Value {
  if (!isMade(target)) fail("it calls something that is no function");
  take(machine, [args]);
  machine.hasCalled = true;
  machine.sink.report("it calls something that it made itself", machine.start);
  return anyMade;
}

const build: Operation = (machine) => {
  need(machine, 2);
  const state = pop(machine);
  take(machine, [state]);
  const target = machine.stack.at(-1);
  if (isGlobal(target))
    machine.sink.report(`it changes ${target.module}.${target.name} itself`, machine.start);
  if (!isMade(target)) return undefined;
  machine.hasCalled = true;
  if (target.by?.role === "dtype") {
    target.item = sizeOfState(target, state);
    if (target.item === undefined) machine.sink.report("a dtype contradicts itself", machine.start);
  }
  if (target.by?.role !== "array" || machine.isPlain) return undefined;
  if (target.isBuilt) giveUp("it builds one array twice");
  target.isBuilt = true;
  // What stands in its place may be anything that a pickle inside of it gives.
  machine.stack[machine.stack.length - 1] = anyMade;
  return { kind: "array", state };
};

/**
 * A persistent id: what it gives is up to the reader of the file. `torch.load` takes one that says `module` for the class
 * that stands in it, with the class's source to warn by; that of zip archives refuses it.
 */
const persistent =
  (isLine: boolean): Operation =>
  (machine) => {
    if (isLine) {
      const line = readLine(machine);
      if (line === undefined || line.isCut) fail("an id does not end");
      machine.sink.persist(machine.start);
      push(machine, anyMade);
    } else {
      const id = pop(machine);
      take(machine, [id]);
      machine.sink.persist(machine.start);
      const [word, named] = isTuple(id) ? id.items : [];
      push(machine, word === "module" && isGlobal(named) ? named : anyMade);
    }
    return undefined;
  };

const extension =
  (bytes: number): Operation =>
  (machine) => {
    const code = readUnsigned(machine, bytes);
    if (code === 0) fail("an extension has no code");
    machine.hasImported = true;
    machine.sink.report(`it imports extension ${code} of a registry that is not in the file`, machine.start);
    push(machine, anyMade);
    return undefined;
  };

/** The opcodes that import, make or change objects, by their byte. */
export const callOperations: Readonly<Record<number, Operation>> = {
  80: persistent(true),
  81: persistent(false),
  82: reduce,
  98: build,
  99: global,
  105: instance,
  111: objectFromMark,
  129: newObject,
  130: extension(1),
  131: extension(2),
  132: extension(4),
  146: newObjectWithNames,
  147: stackGlobal,
};
