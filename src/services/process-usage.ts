import { readdirSync, readFileSync } from "node:fs";
import { systemClock } from "./clock.ts";

/** What a process and those that it starts use. */
export interface UsageWatch {
  /** Milliseconds of CPU, and bytes held at once; undefined where the system does not tell. */
  end(): { cpu: number | undefined; peakMemory: number | undefined };
}

/** Clock ticks a second of /proc on every Linux that Node runs on. */
const ticks = 100;
/** Of a program that was over sooner, samples say how its shell started, not what it held. */
const fewestSamples = 4;

/**
 * Watches a child process with all below it until `end`, which comes after it ended. On Linux the CPU time is exact
 * for processes that were waited for, and the memory the most that samples saw: of one process its own peak, of several
 * together their sum at one time, and nothing of a program that was over within a tenth of a second. Other systems tell
 * neither.
 */
export function watchUsage(leader: number): UsageWatch {
  if (process.platform !== "linux") return { end: () => ({ cpu: undefined, peakMemory: undefined }) };
  const before = cpuOfChildren();
  const started = systemClock.elapsed();
  let peak = 0;
  let samples = 0;
  let timer: NodeJS.Timeout | undefined;
  const sample = (): void => {
    samples++;
    peak = Math.max(peak, memoryOf(leader));
    wait();
  };
  const wait = (): void => {
    // Often at first, as short programs are over soon; later rarely, as it costs.
    const pause = Math.min(1000, Math.max(25, (systemClock.elapsed() - started) / 10));
    timer = setTimeout(sample, pause).unref();
  };
  wait();
  return {
    end() {
      clearTimeout(timer);
      const after = cpuOfChildren();
      return {
        cpu: before === undefined || after === undefined ? undefined : after - before,
        peakMemory: samples < fewestSamples || peak === 0 ? undefined : peak,
      };
    },
  };
}

/** Milliseconds of CPU of this process's children that have ended; fields 16 and 17 of proc(5)'s stat. */
function cpuOfChildren(): number | undefined {
  const fields = read("/proc/self/stat")?.split(") ").at(-1)?.split(" ");
  const own = Number(fields?.[13]) + Number(fields?.[14]);
  return Number.isNaN(own) ? undefined : (own * 1000) / ticks;
}

/** Bytes that a process and all below it hold; at least the peak of each alone. */
function memoryOf(leader: number): number {
  let sum = 0;
  let largest = 0;
  const open = [leader];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const status = read(`/proc/${id}/status`);
    if (status === undefined) continue;
    sum += kilobytes(status, "VmRSS") * 1024;
    largest = Math.max(largest, kilobytes(status, "VmHWM") * 1024);
    open.push(...childrenOf(id));
  }
  return Math.max(sum, largest);
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
}

function childrenOf(id: number): number[] {
  try {
    return readdirSync(`/proc/${id}/task`).flatMap((task) =>
      (read(`/proc/${id}/task/${task}/children`) ?? "").split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return undefined;
  }
}
