import type { Profile } from "../profile/profile-schema.ts";
import type { Table } from "../tables/table.ts";

/** Earlier data that today's are compared with: as rows, or as the profile of rows that are not kept. */
export type Reference = RowReference | ProfileReference;

/** Earlier data, row by row. */
export interface RowReference {
  /** Path as the user knows it, for messages. */
  source: string;
  rows: number;
  table: Table;
}

/** The profile of earlier data. */
export interface ProfileReference {
  source: string;
  rows: number;
  profile: Profile;
}
