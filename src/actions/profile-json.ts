import type { Profile } from "../profile/profile-schema.ts";

/** Columns between two pauses. */
const step = 256;

/** As `JSON.stringify` with an indent of one has it, with pauses between columns: thousands of them take seconds. */
export async function profileJson(profile: Profile, pause: () => Promise<void>): Promise<string> {
  const columns: string[] = [];
  for (let from = 0; from < profile.columns.length; from += step) {
    await pause();
    const some = JSON.stringify(profile.columns.slice(from, from + step), null, 1);
    // Without the brackets, and one level deeper.
    columns.push(some.slice(1, -2).replaceAll("\n", "\n "));
  }
  const rest = JSON.stringify({ ...profile, columns: [] }, null, 1);
  if (columns.length === 0) return rest;
  const place = rest.indexOf('\n "columns": []') + '\n "columns": ['.length;
  return `${rest.slice(0, place)}${columns.join(",")}\n ${rest.slice(place)}`;
}
