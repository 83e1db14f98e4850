import { UserError } from "../errors.ts";
import type { BundleIndex } from "./bundle-index.ts";

/**
 * Throws UserError when two bundles of one attempt hold different models: they are matrix legs and not steps of
 * one pipeline, and the evidence of one beside the model of another would prove nothing.
 */
export function refuseMixture(bundles: readonly { label: string; index: BundleIndex }[]): void {
  const seen = new Map<number, { label: string; model: string }>();
  for (const { label, index } of bundles) {
    const model = index.entries
      .filter((each) => each.path.startsWith("model/"))
      .map((each) => `${each.path} ${each.sha256}`)
      .join("\n");
    if (model === "") continue;
    const attempt = index.attempt ?? 1;
    const other = seen.get(attempt);
    if (other && other.model !== model)
      throw new UserError(
        `Cannot restore "${other.label}" and "${label}" together: they hold different models`,
        {
          hint: 'Give each job of a matrix a model of its own by the input "name" of all its steps, or set "leg" to the one that is meant',
        },
      );
    seen.set(attempt, { label, model });
  }
}
