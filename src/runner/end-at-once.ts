/**
 * Ends the process once nothing is left to do, with all that was written flushed: Node would first give back the engine's
 * memory piece by piece and wait for code that is still being compiled, a tenth of a small check's time.
 */
export function endAtOnce(): void {
  process.once("beforeExit", () => process.exit());
}
