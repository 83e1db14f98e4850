import { createReadStream, existsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { profileTable } from "../../src/profile/profile-table.ts";
import { instantiateCsv } from "../../src/runner/instantiate.ts";
import { readCsv } from "../../src/tables/read-csv.ts";
import { generateMixed } from "./mixed-file.ts";

const rows = 1_500_000;

/**
 * Times our reader on a generated file of 12 mixed columns, on one thread: reading into typed columns, then with
 * the whole profile. Prints megabytes a second of wall time and of the thread's CPU time (which other work on the
 * machine disturbs less), the best of three, and the statistics that were computed.
 */
export async function bench(): Promise<void> {
  const file = path.join(tmpdir(), `mlops-bench-csv-${rows}-1.csv`);
  if (!existsSync(file)) await generateMixed(file, rows);
  const bytes = statSync(file).size;
  const rounds: Awaited<ReturnType<typeof measure>>[] = [];
  for (let round = 0; round < 3; round++) rounds.push(await measure(file, bytes));
  const speed = (part: "scan" | "profile" | "both"): string => {
    const [wall, cpu] = (["wall", "cpu"] as const).map((clock) =>
      (bytes / Math.min(...rounds.map((round) => round[part][clock])) / 1000).toFixed(0),
    );
    return `${wall} MB/s, ${cpu} MB/s of CPU time`;
  };
  console.log(`csv: ${(bytes / 1e6).toFixed(0)} MB, ${rows} rows × 12 columns, one thread`);
  console.log(`  scan            ${speed("scan")}`);
  console.log(`  profile         ${speed("profile")}`);
  console.log(`  scan + profile  ${speed("both")}`);
  console.log(`  statistics: ${rounds[0]?.statistics.join(", ")}`);
}

/** Milliseconds. */
interface Span {
  wall: number;
  cpu: number;
}

async function measure(
  file: string,
  bytes: number,
): Promise<{ scan: Span; profile: Span; both: Span; statistics: string[] }> {
  const start = now();
  const open = () => createReadStream(file, { highWaterMark: 1 << 18 });
  const table = await readCsv(open, { source: file, bytes, kernel: instantiateCsv });
  const scanned = now();
  const profile = profileTable(table);
  const end = now();
  const statistics = [...new Set(profile.columns.flatMap((column) => Object.keys(column)))];
  return {
    scan: between(start, scanned),
    profile: between(scanned, end),
    both: between(start, end),
    statistics,
  };
}

function now(): Span {
  const { user, system } = process.threadCpuUsage();
  return { wall: performance.now(), cpu: (user + system) / 1000 };
}

function between(from: Span, to: Span): Span {
  return { wall: to.wall - from.wall, cpu: to.cpu - from.cpu };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bench();
