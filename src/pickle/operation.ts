import type { PickleMachine } from "./pickle-machine.ts";
import type { Value } from "./pickle-value.ts";

/** What must be waited for after an opcode: bytes or a line to pass over, an array to read, or nothing, at its end. */
export type Pause =
  | { kind: "skip"; bytes: number }
  | { kind: "line" }
  | { kind: "array"; state: Value }
  | { kind: "stop" };

/** What one opcode does, its argument included. */
export type Operation = (machine: PickleMachine) => Pause | undefined;
