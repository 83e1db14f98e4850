import type { CheckAnnotation, CheckOutput, Conclusion } from "../check-run.ts";
import type { CheckKey, Checks } from "./github-checks.ts";
import type { Permissions } from "./github-hints.ts";

/** A check run in memory; without a conclusion it is under way. */
export type StoredCheck = CheckKey & {
  id: number;
  output: CheckOutput;
  conclusion?: Conclusion | undefined;
  annotations: CheckAnnotation[];
};

/** Check runs in memory, for tests; `write` throws where the token may not. */
export function memoryChecks(
  stored: StoredCheck[],
  write: (act: string, needs: Permissions) => void,
): Checks {
  const keep = (
    check: CheckKey,
    changes: Pick<StoredCheck, "output"> & Partial<StoredCheck>,
  ): { id: number; url: string } => {
    write(`make the check run "${check.name}"`, { checks: "write" });
    const isSame = (each: StoredCheck): boolean => each.key === check.key && each.sha === check.sha;
    const found = stored.find(isSame);
    const kept: StoredCheck = found ?? {
      ...check,
      id: stored.length + 1,
      output: changes.output,
      annotations: [],
    };
    if (!found) stored.push(kept);
    Object.assign(kept, changes);
    return { id: kept.id, url: `https://github.com/acme/houses/runs/${kept.id}` };
  };
  return {
    start: async (check, output) => keep(check, { output, conclusion: undefined }),
    async finish(check, result) {
      const failed = stored.find(
        ({ key, sha, conclusion }) => key === check.key && sha === check.sha && conclusion === "failure",
      );
      return keep(check, failed && result.conclusion !== "failure" ? failed : result);
    },
  };
}
