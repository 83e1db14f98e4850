/**
 * Order of actions by when they started (ISO 8601, UTC). Without the rules of a locale, which take Node as long to load as
 * a small report takes to read.
 */
export function byStart(a: { started: string }, b: { started: string }): number {
  return a.started < b.started ? -1 : Number(a.started > b.started);
}
