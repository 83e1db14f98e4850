import { type ArrayPlan, planArray } from "./array-plan.ts";
import { type ByteCursor, fill, leftOf, offsetOf, openCursor, skip, skipLine } from "./byte-cursor.ts";
import { callOperations } from "./call-operations.ts";
import type { Operation, Pause } from "./operation.ts";
import {
  fail,
  giveUp,
  PickleEnd,
  type PickleMachine,
  type PickleSink,
  pop,
  startMachine,
  startMemo,
} from "./pickle-machine.ts";
import type { Value } from "./pickle-value.ts";
import { plainOperations } from "./plain-operations.ts";
import { lookahead } from "./read-argument.ts";

/** How a pickle ended. */
export interface PickleRun {
  /** `stop`: as it should; `broken`: with an error, in Python too; `unseen`: Python may go on where we cannot. */
  end: "stop" | "broken" | "unseen";
  /** Why it did not end as it should. */
  why: string;
  /** Offset of the opcode at which it ended. */
  offset: number;
  hasImported: boolean;
  hasCalled: boolean;
}

const operations: readonly (Operation | undefined)[] = Array.from(
  { length: 256 },
  (_, byte) => plainOperations[byte] ?? callOperations[byte],
);

/** Bytes of an array that are read as opcodes too, as pickle.load would, which knows no arrays of joblib. */
const mostAside = 1 << 16;

/**
 * Runs one pickle from the cursor on without calling anything, and leaves the cursor after it. Arrays of joblib are
 * passed over, as joblib.load does, once their bytes are seen to be no opcodes for pickle.load to run.
 */
export async function runPickle(cursor: ByteCursor, sink: PickleSink): Promise<PickleRun> {
  return finish(startMachine(cursor, sink, undefined));
}

async function finish(machine: PickleMachine): Promise<PickleRun> {
  const result = (end: PickleRun["end"], why: string): PickleRun => {
    const { start: offset, hasImported, hasCalled } = machine;
    return { end, why, offset, hasImported, hasCalled };
  };
  try {
    await run(machine);
    return result("stop", "");
  } catch (error) {
    if (!(error instanceof PickleEnd)) throw error;
    return result(error.isCertain ? "broken" : "unseen", error.message);
  }
}

async function run(machine: PickleMachine): Promise<void> {
  const { cursor } = machine;
  for (;;) {
    if (leftOf(cursor) < lookahead && !cursor.isEnded) await fill(cursor, lookahead);
    const pause = runAtHand(machine);
    if (pause === undefined) continue;
    if (pause.kind === "stop") {
      pop(machine);
      if (
        machine.frameEnd !== undefined &&
        machine.frameEnd !== offsetOf(cursor) &&
        machine.start < machine.frameEnd
      )
        machine.sink.report("it stops inside a frame", machine.start);
      return;
    }
    if (pause.kind === "array") await passArray(machine, pause.state);
    else if (!(await (pause.kind === "line" ? skipLine(cursor) : skip(cursor, pause.bytes))))
      fail("it is cut off");
    checkFrame(machine);
  }
}

/** Opcodes as long as enough bytes are at hand for any. */
function runAtHand(machine: PickleMachine): Pause | undefined {
  const { cursor } = machine;
  do {
    machine.start = offsetOf(cursor);
    if (leftOf(cursor) === 0) fail("it is cut off");
    const byte = cursor.window[cursor.at++]!;
    const operation = operations[byte] ?? fail(`byte ${byte} is no opcode`);
    const pause = operation(machine);
    if (pause !== undefined) return pause;
    if (machine.frameEnd !== undefined) checkFrame(machine);
  } while (leftOf(cursor) >= lookahead || cursor.isEnded);
  return undefined;
}

/** An opcode must not reach out of its frame: Python's two unpicklers differ on what comes next. */
function checkFrame(machine: PickleMachine): void {
  const { frameEnd } = machine;
  if (frameEnd === undefined) return;
  const offset = offsetOf(machine.cursor);
  if (offset < frameEnd) return;
  if (offset > frameEnd && machine.start < frameEnd)
    machine.sink.report("an opcode leaves its frame", machine.start);
  machine.frameEnd = undefined;
}

async function passArray(machine: PickleMachine, state: Value): Promise<void> {
  const { cursor, frameEnd } = machine;
  if (frameEnd !== undefined && frameEnd !== offsetOf(cursor)) giveUp("an array begins inside a frame");
  machine.frameEnd = undefined;
  const plan = planArray(state);
  if (plan === undefined) giveUp("an array of joblib has a size that cannot be told");
  await readAside(machine, plan);
  if (plan.isPickle) {
    await run(startMachine(cursor, machine.sink, machine.memo));
    return;
  }
  if (plan.isPadded && !(await passPadding(cursor))) fail("it is cut off");
  if (!(await skip(cursor, plan.bytes))) fail("it is cut off");
  machine.start = offsetOf(cursor);
}

async function passPadding(cursor: ByteCursor): Promise<boolean> {
  if (!(await fill(cursor, 1))) return false;
  return skip(cursor, cursor.window[cursor.at]! + 1);
}

/** Reads an array's bytes as opcodes, beside the run: pickle.load would. What it imports there is found too. */
async function readAside(machine: PickleMachine, plan: ArrayPlan): Promise<void> {
  const { cursor, sink } = machine;
  await fill(cursor, 1);
  const first = cursor.window[cursor.at];
  if (first === undefined || operations[first] === undefined || plan.isPickle) return;
  await fill(cursor, mostAside);
  const bytes = cursor.window.subarray(cursor.at, cursor.at + mostAside);
  const isWhole = bytes.length < mostAside;
  const offset = offsetOf(cursor);
  const found: [string, string, number][] = [];
  let isOdd = false;
  const aside = openCursor(once(bytes));
  aside.base = offset;
  const run = await finish({
    ...machine,
    cursor: aside,
    sink: {
      importGlobal: (module, name, at) => found.push([module, name, at]),
      report: () => {
        isOdd = true;
      },
      persist: () => {},
    },
    stack: [...machine.stack],
    marks: [...machine.marks],
    memo: { ...startMemo(), count: machine.memo.count, below: machine.memo },
    isPlain: true,
    hasImported: false,
    hasCalled: false,
  });
  for (const each of found) sink.importGlobal(...each);
  const isCut = run.why === "it is cut off" && !isWhole;
  if (run.end === "unseen" || isCut || (isOdd && run.hasImported))
    sink.report("an array's bytes can be read as a pickle", offset);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
