import type { ColumnProfile, Profile } from "./profile-schema.ts";

/** The profile with the types that are declared, as `data.columns` has them. */
export function declareTypes(
  profile: Profile,
  declared: Readonly<Record<string, { type?: ColumnProfile["declared"] }>> = {},
): Profile {
  const columns = profile.columns.map((column): ColumnProfile => {
    const type = Object.hasOwn(declared, column.name) ? declared[column.name]?.type : undefined;
    return type === undefined ? column : { ...column, declared: type };
  });
  return { ...profile, columns };
}
