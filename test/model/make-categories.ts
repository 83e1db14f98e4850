import { uniform } from "../learn/make-data.ts";

/**
 * A CSV file with texts of few and of many values (`zip`: more than a byte tells apart), some missing, some so rare that
 * not all of them are in four rows of five, and a `score` that depends on them.
 */
export function makeCategories(rows: number, show = (score: number) => score.toFixed(3)): string {
  const next = uniform(21);
  const below = (count: number) => Math.floor(next() * count);
  const cities = ["Bonn", "Köln", "Ulm", '"Hof, ""Saale"""', "Jena", "Kiel", "Trier", "NA", "😀"];
  const lines = Array.from({ length: rows }, () => {
    const [city, zip, size, width] = [below(cities.length), Math.floor(next() ** 3 * 900), below(3), next()];
    const score = ((city * 5) % 7) / 7 + ((zip * 37) % 11) / 11 + (size === 1 ? width : 1 - width);
    return [
      next() < 0.1 ? "" : cities[city],
      `z${zip}`,
      "SML"[size],
      next() < 0.1 ? "" : width.toFixed(3),
      show(score + next() / 4),
    ].join();
  });
  return `city,zip,size,width,score\n${lines.join("\n")}\n`;
}
