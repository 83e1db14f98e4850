import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync, statSync } from "node:fs";
import { rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { profileTable } from "../../src/profile/profile-table.ts";
import { instantiateCsv } from "../../src/runner/instantiate.ts";
import { readCsv } from "../../src/tables/read-csv.ts";

const rows = 1_500_000;

/**
 * Times our reader on a generated file of 12 mixed columns, on one thread: reading into typed columns, then with
 * the whole profile. Prints megabytes a second of wall time and of the thread's CPU time (which other work on the
 * machine disturbs less), the best of three, and the statistics that were computed.
 */
export async function bench(): Promise<void> {
  const file = path.join(tmpdir(), `mlops-bench-csv-${rows}-1.csv`);
  if (!existsSync(file)) await generate(file);
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

/** Ids, timestamps, texts with missing cells, notes of which 10 % are quoted, numbers; the same on every run. */
async function generate(file: string): Promise<void> {
  const random = randomOf(20_261_121);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const words = "late paid open big new old red blank call again note for the a and with box unit".split(" ");
  const out = createWriteStream(`${file}.partial`);
  out.write("id,created_at,customer,country,plan,note,amount,score,quantity,age,ratio,active\n");
  for (let row = 0; row < rows; ) {
    let text = "";
    for (const to = Math.min(rows, row + 2000); row < to; row++) {
      const created = new Date(1.6e12 + row * 20_000 + Math.floor(random() * 20_000));
      const phrase = Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(words)).join(" ");
      const note = random() < 0.1 ? `"${phrase}, ""${pick(words)}"""` : phrase;
      text += `${100_000 + row},${created.toISOString().slice(0, 19)},user_${Math.floor(random() * 50_000)},`;
      text += `${random() < 0.05 ? "" : pick(["DE", "FR", "US", "GB", "JP", "BR"])},${pick(["free", "pro", "team"])},`;
      text += `${random() < 0.2 ? "" : note},${(random() * 1000).toFixed(2)},${(random() * 2 - 1).toFixed(6)},`;
      text += `${Math.floor(random() ** 3 * 100)},${random() < 0.03 ? "" : 18 + Math.floor(random() * 70)},`;
      text += `${random().toFixed(4)},${random() < 0.5}\n`;
    }
    if (!out.write(text)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  await rename(`${file}.partial`, file);
}

/** Mulberry32: a small seeded generator of numbers in [0, 1). */
function randomOf(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let word = Math.imul(seed ^ (seed >>> 15), seed | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bench();
