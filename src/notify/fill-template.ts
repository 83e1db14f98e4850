import { didYouMean } from "../nearest.ts";
import { clipText } from "../visible-text.ts";

/** What a template can say of a run. */
export const placeholders = ["name", "headline", "verdict", "branch", "commit", "url"] as const;

/** The values that are filled in, as they are: whoever renders the text escapes it. */
export type TemplateValues = Record<(typeof placeholders)[number], string>;

const pattern = /\{([a-z_]{1,30})\}/g;

/** Why a template cannot be filled in; undefined where it can. */
export function unknownPlaceholder(template: string): string | undefined {
  for (const [whole, name = ""] of template.matchAll(pattern))
    if (!placeholders.some((each) => each === name))
      return `unknown placeholder "${whole}"${didYouMean(name, placeholders)}; there is ${placeholders.map((each) => `{${each}}`).join(", ")}`;
  return undefined;
}

/** The template with its placeholders filled in, once: what a value brings is not looked at again. */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(pattern, (whole, name: string) =>
    Object.hasOwn(values, name) ? clipText(values[name as keyof TemplateValues], 500) : whole,
  );
}
