import type { Context } from "../action.ts";
import { profileTable } from "../profile/profile-table.ts";
import { takeRows } from "../tables/take-rows.ts";
import { profileOf } from "./load-table.ts";
import type { PreparedProgram } from "./prepare-program.ts";

/** Files of the evidence that say what the data are like. */
export type DescribedData = (readonly [name: string, content: string])[];

/** What the data are like, all and those of the training: work that need not wait for the program. */
export async function describeProgramData(
  context: Context,
  { raw, training }: PreparedProgram,
): Promise<DescribedData> {
  if (raw === undefined) return [];
  const profile = await profileOf(raw, context);
  const described: DescribedData = [["profile.json", json(profile)]];
  if (training) described.push(["reference.json", json(profileTable(takeRows(raw, training.split.train)))]);
  return described;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
