/**
 * A signal that SIGINT and SIGTERM abort. The second one ends the process at once.
 */
export function stopSignal(): { signal: AbortSignal; exitCode(): number | undefined } {
  const controller = new AbortController();
  let exitCode: number | undefined;
  for (const [name, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    process.on(name, () => {
      if (exitCode !== undefined) process.exit(code);
      exitCode = code;
      controller.abort(new Error(`Stopped by ${name}`));
    });
  }
  return { signal: controller.signal, exitCode: () => exitCode };
}
