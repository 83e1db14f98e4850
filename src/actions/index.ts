import type { AnyAction } from "../action.ts";

/** Loads a published action, by its name; `run` is the root action, the whole check in one step. */
export const actionLoaders: Readonly<Record<string, () => Promise<AnyAction>>> = {
  run: async () => (await import("./run.ts")).run,
  "validate-data": async () => (await import("./validate-data.ts")).validateData,
  train: async () => (await import("./train.ts")).train,
  "quality-gate": async () => (await import("./quality-gate.ts")).qualityGate,
  "pr-comment": async () => (await import("./pr-comment.ts")).prComment,
  notify: async () => (await import("./notify.ts")).notify,
  save: async () => (await import("./save.ts")).save,
  restore: async () => (await import("./restore.ts")).restore,
};

/** Every published action. */
export function loadActions(): Promise<AnyAction[]> {
  return Promise.all(Object.values(actionLoaders).map((load) => load()));
}
