import { clipText, makeVisible } from "../visible-text.ts";
import { judgeGlobal } from "./judge-global.ts";
import type { PickleSink } from "./pickle-machine.ts";
import type { Judgement, PickleGlobal, PickleProblem, PickleScan } from "./pickle-scan.ts";

/** What a scan has found so far, over all members of a file. */
export interface ScanRecord {
  scan: PickleScan;
  found: Set<string>;
  /** Bytes that were unpacked, which a bound holds. */
  unpacked: number;
}

/** What one attempt to read a pickle has found, which counts only if it was one. */
export interface Attempt {
  globals: { module: string; name: string; offset: number }[];
  problems: { message: string; offset: number }[];
}

const mostGlobals = 1_000;
const mostProblems = 200;
const longestName = 200;

/** A record of nothing. */
export function startRecord(name: string): ScanRecord {
  return { scan: { name, holdsPickles: false, globals: [], problems: [] }, found: new Set(), unpacked: 0 };
}

/** Adds a global; the first of its kind in a member keeps its place. `isScript`: names of TorchScript are its own. */
export function addGlobal(
  record: ScanRecord,
  member: string,
  { module, name, offset }: Attempt["globals"][number],
  judgement: Judgement = judgeGlobal(module, name),
): void {
  const key = `${member}\n${module}\n${name}`;
  if (record.found.has(key)) return;
  if (record.found.size >= mostGlobals) {
    addProblem(record, member, `it names more than ${mostGlobals} different objects`, offset);
    return;
  }
  const global: PickleGlobal = {
    module: shown(module),
    name: shown(name),
    judgement,
    offset,
    member,
  };
  record.found.add(key);
  record.scan.globals.push(global);
}

/** Adds what stops the scan from seeing all; past a number of them, one that says so. */
export function addProblem(record: ScanRecord, member: string, message: string, offset: number): void {
  const { problems } = record.scan;
  const isThere = (each: PickleProblem): boolean => each.member === member && each.message === message;
  if (problems.length > mostProblems || problems.some(isThere)) return;
  problems.push(
    problems.length === mostProblems
      ? { message: "it has more such problems, which are left out", offset, member }
      : { message, offset, member },
  );
}

/** Where a run tells what it finds, until it is known whether it read a pickle. */
export function attemptSink(attempt: Attempt, takesIds: boolean): PickleSink {
  const seen = new Set<string>();
  const report = (message: string, offset: number): void => {
    if (attempt.problems.length < mostProblems) attempt.problems.push({ message, offset });
  };
  return {
    importGlobal(module, name, offset) {
      const key = `${module}\n${name}`;
      if (seen.has(key)) return;
      seen.add(key);
      attempt.globals.push({ module, name, offset });
    },
    report,
    persist(offset) {
      if (!takesIds) report("it needs objects from outside of the file (persistent ids)", offset);
    },
  };
}

/** Text of a file as it may be shown: short, with no characters that hide. */
export function shown(text: string): string {
  return clipText(makeVisible(text), longestName);
}
