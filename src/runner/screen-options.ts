/** How wide and how colourful standard output is; NO_COLOR and FORCE_COLOR are obeyed. */
export function screenOptions(): { color: boolean; width: number } {
  const { stdout, env } = process;
  const color = env.FORCE_COLOR
    ? env.FORCE_COLOR !== "0"
    : stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
  return { color, width: stdout.columns || 100 };
}
