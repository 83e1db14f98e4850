/** Whether a global is one that models are made of, one that runs code, or one that nobody here has vetted. */
export type Judgement = "allowed" | "unknown" | "dangerous";

/** A Python object that a model file names, which reading the file imports and may call. */
export interface PickleGlobal {
  module: string;
  name: string;
  judgement: Judgement;
  /** Byte offset of the first opcode that imports it, in the member once unpacked; of a JSON text, 0. */
  offset: number;
  /** The path through the archives, each member after a `!`; empty for the file itself. */
  member: string;
}

/** Something that keeps the scan from seeing all that a reader of the file might run. */
export interface PickleProblem {
  /** What and why, without a full stop. */
  message: string;
  offset: number;
  member: string;
}

/** What a model file holds that Python would run. `problems` are never empty where something could not be seen. */
export interface PickleScan {
  name: string;
  /** Found by content: a pickle that ends, or one that imports something before it breaks. */
  holdsPickles: boolean;
  globals: PickleGlobal[];
  problems: PickleProblem[];
}

/** A file of any size, read where the scan needs it: fewer bytes where it ends earlier. */
export interface RandomBytes {
  size: number;
  readRange(start: number, end: number): Promise<Uint8Array>;
}
