import type { Profile } from "../profile/profile-schema.ts";

/** Columns between two pauses. */
const step = 256;

/** How JSON starts and ends around columns, with an indent of one. */
const [opening, closing] = ['{\n "columns": [', "\n ]\n}"] as const;

/**
 * The bytes of what `JSON.stringify` makes with an indent of one, and a line feed; with pauses between columns, as
 * thousands of them take seconds.
 */
export async function profileJson(profile: Profile, pause: () => Promise<void>): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const { columns } = profile;
  const rest = `${JSON.stringify({ ...profile, columns: [] }, null, 1)}\n`;
  if (columns.length === 0) return encoder.encode(rest);
  const place = rest.indexOf('\n "columns": []') + opening.length - 1;
  const pieces = [encoder.encode(rest.slice(0, place))];
  for (let from = 0; from < columns.length; from += step) {
    await pause();
    const some = JSON.stringify({ columns: columns.slice(from, from + step) }, null, 1);
    pieces.push(encoder.encode(`${from === 0 ? "" : ","}${some.slice(opening.length, -closing.length)}`));
  }
  pieces.push(encoder.encode(`\n ${rest.slice(place)}`));
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
