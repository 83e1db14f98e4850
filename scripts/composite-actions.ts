import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

/** An action that is written by hand, as steps: what its `action.yml` says. */
export interface CompositeAction {
  name: string;
  description: string;
  author: string;
  inputs: Record<string, { description: string; required: boolean; default?: string }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: { name?: string; uses?: string; run?: string; shell?: string }[] };
}

const root = path.resolve(import.meta.dirname, "..");

/** The composite actions, by the names of their folders. */
export const compositeActions: CompositeAction[] = globSync("actions/*/action.yml", { cwd: root })
  .toSorted()
  .map((file) => ({
    ...(parse(readFileSync(path.join(root, file), "utf8")) as CompositeAction),
    name: path.basename(path.dirname(file)),
  }))
  .filter(({ runs }) => runs.using === "composite");
