import { spawnSync } from "node:child_process";

/** A command to time as a whole process. */
export interface Command {
  name: string;
  program: string;
  args: readonly string[];
  cwd?: string;
  env?: Record<string, string>;
  /** Comes before each run, untimed. */
  before?: () => void;
}

/**
 * Wall seconds of whole processes, run in turn (A B A B …) after one warm-up each, so that a machine that grows
 * slower is slower for all. Throws when one fails.
 */
export function timeProcesses(commands: readonly Command[], rounds: number): Map<string, number[]> {
  const seconds = new Map<string, number[]>(commands.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const command of commands) {
      const taken = timeOnce(command);
      if (round >= 0) seconds.get(command.name)?.push(taken);
    }
  }
  return seconds;
}

/** Wall seconds of one run. Throws with its output when it fails. */
export function timeOnce({ name, program, args, cwd, env, before }: Command): number {
  before?.();
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...(cwd !== undefined && { cwd }),
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error || status !== 0) throw new Error(`"${name}" failed: ${error ?? `${stdout}${stderr}`}`);
  return (performance.now() - started) / 1000;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Ratios a/b, round by round: what carries over between machines. */
export function ratios(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => value / b[index]!);
}

/** `12.3 (11.9 … 13.0)`: median, least and greatest. */
export function spread(values: readonly number[], digits = 3): string {
  const show = (value: number): string => value.toPrecision(digits);
  return `${show(median(values))} (${show(Math.min(...values))} … ${show(Math.max(...values))})`;
}

/** A Python that has these modules: MLOPS_PYTHON or python3; undefined, with a line that says so, where it lacks them. */
export function findPython(...modules: string[]): string | undefined {
  const python = process.env.MLOPS_PYTHON ?? "python3";
  const { status } = spawnSync(python, ["-c", `import ${modules.join(", ")}`], { stdio: "ignore" });
  if (status === 0) return python;
  console.log(
    `not compared: "${python}" lacks ${modules.join(" or ")}; MLOPS_PYTHON names a Python that has them`,
  );
  return undefined;
}
