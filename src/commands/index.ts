import type { Command } from "./command.ts";
import { doctor } from "./doctor.ts";
import { init } from "./init.ts";
import { report } from "./report.ts";
import { suggest } from "./suggest.ts";

/** The commands that exist in the terminal alone, in the order of the help. */
// biome-ignore lint/suspicious/noExplicitAny: commands of all shapes meet here
export const terminalCommands: readonly Command<any>[] = [init, suggest, doctor, report];
