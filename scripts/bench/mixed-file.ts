import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";

/** A CSV file of 12 columns, about 92 bytes a row: ids, timestamps, texts with missing cells, notes of which 10 % are quoted, numbers; the same on every run. */
export async function generateMixed(file: string, rows: number): Promise<void> {
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
