import type { Operation } from "./operation.ts";
import { fail, giveUp, type PickleMachine, push, require } from "./pickle-machine.ts";
import { anyText } from "./pickle-value.ts";
import { longestName, nameIn, readLine, readSigned, readText, readUnsigned } from "./read-argument.ts";

/** A literal that matters only as one. */
export const literal = (machine: PickleMachine): undefined => push(machine, undefined) as undefined;

/** A literal with a fixed number of bytes after the opcode. */
const fixed =
  (bytes: number): Operation =>
  (machine) => {
    require(machine, bytes);
    machine.cursor.at += bytes;
    literal(machine);
    return undefined;
  };

/** Bytes whose length stands before them; never a name. */
const sized =
  (width: number, isSigned = false): Operation =>
  (machine) => {
    const bytes = isSigned ? readSigned(machine) : readUnsigned(machine, width);
    if (bytes < 0) fail("a length is negative");
    literal(machine);
    return { kind: "skip", bytes };
  };

/** Text whose length stands before it. */
const text =
  (width: number, isSigned = false): Operation =>
  (machine) => {
    const bytes = isSigned ? readSigned(machine) : readUnsigned(machine, width);
    if (bytes < 0) fail("a length is negative");
    if (bytes > longestName) {
      push(machine, anyText);
      return { kind: "skip", bytes };
    }
    require(machine, bytes);
    push(machine, readText(machine, bytes));
    return undefined;
  };

const integer =
  (bytes: number): Operation =>
  (machine) => {
    push(machine, readUnsigned(machine, bytes));
    return undefined;
  };

/** A line with a number, whose form is not checked: Python's two unpicklers take more than digits. */
const numberLine: Operation = (machine) => {
  const line = readLine(machine);
  if (line === undefined) {
    literal(machine);
    return { kind: "line" };
  }
  if (line.isCut) fail("it is cut off");
  push(machine, /^-?\d{1,15}$/.test(line.text) ? Number(line.text) : undefined);
  return undefined;
};

/** A line of text: of escapes it is not told what they say. `isQuoted`: in quotes, as Python 2 wrote bytes. */
const textLine =
  (isQuoted: boolean): Operation =>
  (machine) => {
    const line = readLine(machine);
    if (line === undefined) {
      push(machine, anyText);
      return { kind: "line" };
    }
    if (line.isCut) fail("it is cut off");
    let { text: content } = line;
    if (isQuoted) {
      if (!/['"]/.test(content)) fail("a text has no quotes");
      if (!/^(['"])[\s\S]*\1$/.test(content) || content.length < 2) giveUp("a text's quotes are odd");
      content = content.slice(1, -1);
    }
    const bytes = Uint8Array.from(content, (character) => character.charCodeAt(0));
    push(machine, nameIn(bytes, 0, bytes.length));
    return undefined;
  };

/** The opcodes that push numbers, bytes, text and empty containers, by their byte. (Lib/pickletools.py of CPython) */
export const literalOperations: Readonly<Record<number, Operation>> = {
  66: sized(4),
  67: sized(1),
  70: numberLine,
  71: fixed(8),
  73: numberLine,
  74: (machine) => push(machine, readSigned(machine)) as undefined,
  75: integer(1),
  76: numberLine,
  77: integer(2),
  78: literal,
  83: textLine(true),
  84: text(4, true),
  85: text(1),
  86: textLine(false),
  88: text(4),
  93: literal,
  136: literal,
  137: literal,
  138: sized(1),
  139: sized(4, true),
  140: text(1),
  141: text(8),
  142: sized(8),
  143: literal,
  150: sized(8),
};
