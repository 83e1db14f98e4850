import type { AnyCommand } from "./command.ts";

/** Loads a command that exists in the terminal alone, by its name; in the order of the help. */
export const commandLoaders: Readonly<Record<string, () => Promise<AnyCommand>>> = {
  init: async () => (await import("./init.ts")).init,
  suggest: async () => (await import("./suggest.ts")).suggest,
  predict: async () => (await import("./predict.ts")).predict,
  gate: async () => (await import("./gate.ts")).gate,
  doctor: async () => (await import("./doctor.ts")).doctor,
  report: async () => (await import("./report.ts")).report,
};
