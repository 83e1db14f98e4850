import type { Profile } from "../profile/profile-schema.ts";
import type { Table } from "../tables/table.ts";

/** Earlier data that today's are compared with. */
export interface Reference {
  /** Path as the user knows it, for messages. */
  source: string;
  /** How many rows there are; `table` may be a sample of them. */
  rows: number;
  /** The rows, or a sample of them, where there is more than a profile. */
  table?: Table;
  /** What is known of all rows; always there where `table` is not all of them. */
  profile?: Profile;
}
