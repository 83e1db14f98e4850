import type { Verdict } from "./report.ts";

/** Each verdict's sign, for surfaces that show emoji. */
export const verdictIcons: Record<Verdict, string> = {
  pass: "✅",
  fail: "❌",
  inconclusive: "🟡",
  refused: "🚫",
  skipped: "⏭️",
};

/** Each verdict as a word for people. */
export const verdictWords: Record<Verdict, string> = {
  pass: "Passed",
  fail: "Failed",
  inconclusive: "Inconclusive",
  refused: "Refused",
  skipped: "Skipped",
};
