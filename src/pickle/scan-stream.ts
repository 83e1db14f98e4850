import { type ByteCursor, fill, leftOf, offsetOf } from "./byte-cursor.ts";
import { isDangerousModule } from "./judge-global.ts";
import { type PickleRun, runPickle } from "./run-pickle.ts";
import { type Attempt, addGlobal, addProblem, attemptSink, type ScanRecord } from "./scan-record.ts";

/** What the scan knows of the bytes it is about to read. */
export interface StreamPlace {
  record: ScanRecord;
  /** The path through the archives. */
  member: string;
  /** A reader takes them for a pickle by their name or place: broken ones are then worth a finding. */
  isExpected: boolean;
  /** Numbers that no reader takes for a pickle: only what imports something is one. */
  isRaw: boolean;
  /** In a file of PyTorch, which reads ids as tensors. */
  takesIds: boolean;
  /** In a file of TorchScript. */
  isScript: boolean;
}

/** `torch.save` before PyTorch 1.6: this number, protocol, system, object and names of storages, then the storages. */
const legacyMagic = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];
const legacyPickles = 5;
/** Pickles that follow each other in one file. */
const mostPickles = 100_000;

/**
 * Scans bytes as pickles that follow each other, up to the end. Returns whether there was one. Bytes that break before
 * anything was imported do nothing when they are read, so they are none; those that import a thing first are one.
 */
export async function scanStream(cursor: ByteCursor, place: StreamPlace): Promise<boolean> {
  const { record, member } = place;
  const isLegacy = await startsAsLegacy(cursor);
  const takesIds = place.takesIds || isLegacy;
  let isSure = false;
  for (let count = 0; count < mostPickles; count++) {
    if (!(await fill(cursor, 1))) return count > 0;
    const start = offsetOf(cursor);
    const isRaw = place.isRaw || (isLegacy && count >= legacyPickles);
    const isMarked = cursor.window[cursor.at] === 0x80 && (cursor.window[cursor.at + 1] ?? 255) <= 5;
    const attempt: Attempt = { globals: [], problems: [] };
    const run = await runPickle(cursor, attemptSink(attempt, takesIds));
    if (!isPickle(run, attempt) || (isRaw && attempt.globals.length === 0)) {
      if (isRaw) return isSure;
      if (isSure) addProblem(record, member, "bytes after its pickle are no pickle", start);
      else if (isMarked && place.isExpected)
        addProblem(record, member, `its pickle is broken: ${run.why}`, run.offset);
      return isSure;
    }
    keep(place, attempt, run);
    isSure ||= isMarked || run.hasImported || run.end === "unseen";
    if (run.end !== "stop") return true;
  }
  addProblem(record, member, `it holds more than ${mostPickles} pickles`, offsetOf(cursor));
  return true;
}

/** Whether reading these bytes as a pickle would do something. Text may look like imports, then breaks at once. */
function isPickle(run: PickleRun, { globals, problems }: Attempt): boolean {
  if (run.end !== "broken" || run.hasCalled) return true;
  return run.hasImported && (problems.length > 0 || globals.some(({ module }) => isDangerousModule(module)));
}

function keep({ record, member, isScript }: StreamPlace, attempt: Attempt, run: PickleRun): void {
  for (const global of attempt.globals)
    addGlobal(
      record,
      member,
      global,
      isScript && /^__torch__(\.|$)/.test(global.module) ? "allowed" : undefined,
    );
  for (const { message, offset } of attempt.problems) addProblem(record, member, message, offset);
  if (run.end === "broken") addProblem(record, member, `its pickle is broken: ${run.why}`, run.offset);
  if (run.end === "unseen")
    addProblem(record, member, `its pickle cannot be followed: ${run.why}`, run.offset);
}

async function startsAsLegacy(cursor: ByteCursor): Promise<boolean> {
  await fill(cursor, 32);
  const head = cursor.window.subarray(cursor.at, cursor.at + Math.min(32, leftOf(cursor)));
  const at = head[2] === 0x95 ? 11 : 2;
  return head[0] === 0x80 && legacyMagic.every((byte, index) => head[at + index] === byte);
}
