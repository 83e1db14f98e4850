import { createHash } from "node:crypto";
import type { Evaluation } from "./evaluation.ts";

/** The seed of what is drawn: from what is judged, so that judging it again gives the same. */
export function seedOf({ actual, challenger, champion }: Evaluation): number {
  const hash = createHash("sha256");
  for (const values of [
    actual,
    challenger.predicted,
    challenger.scores,
    champion?.predicted,
    champion?.scores,
  ])
    if (values !== undefined)
      hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return hash.digest().readUInt32LE();
}
