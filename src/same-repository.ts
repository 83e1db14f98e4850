/** Whether two full names (`owner/name`) are one repository's: GitHub tells no case apart. False where one is unknown. */
export function isSameRepository(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
