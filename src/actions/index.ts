import type { AnyAction } from "../action.ts";
import { prComment } from "./pr-comment.ts";
import { qualityGate } from "./quality-gate.ts";
import { restore } from "./restore.ts";
import { run } from "./run.ts";
import { save } from "./save.ts";
import { train } from "./train.ts";
import { validateData } from "./validate-data.ts";

/** Every published action; `run` is the root action, the whole check in one step. */
export const actions: readonly AnyAction[] = [
  run,
  validateData,
  train,
  qualityGate,
  prComment,
  save,
  restore,
];
