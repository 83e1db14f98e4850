import { stringify } from "yaml";
import { profileFile, projectOf } from "../actions/profile-file.ts";
import { loadProject, requireData } from "../actions/project.ts";
import { suggestHolding } from "../checks/hold-suggestions.ts";
import type { Suggestion } from "../checks/suggest-checks.ts";
import { suggestImageChecks } from "../images/suggest-image-checks.ts";
import { path as pathInput } from "../inputs.ts";
import { makeLinesVisible } from "../visible-text.ts";
import { defineCommand } from "./command.ts";
import { findDeclarations, withoutTextsOf } from "./find-declarations.ts";

/** Prints a `checks` section that the data holds, each check with what was seen. Writes no file. */
export const suggest = defineCommand({
  name: "suggest",
  description: "Prints a checks section that the data holds, with the evidence for each check",
  usage: "suggest [data] [--config mlops.yml] [--working-directory folder] [--json]",
  inputs: {
    config: pathInput("The project's configuration, which names the data").default("mlops.yml"),
    "working-directory": pathInput("Folder that paths start from").default("."),
  },
  async run(context) {
    const { inputs, words, json, write } = context;
    const project = await loadProject(context.files, inputs);
    const dataPath = words[0] ?? requireData(project).dataPath;
    const asked = dataPath === project.dataPath ? project : projectOf(project, dataPath);
    const { table, profile } = await profileFile({ ...context, project: asked });
    const suggestions = table.holdsImages
      ? suggestImageChecks(profile)
      : withoutTextsOf(await suggestHolding(profile, table), findDeclarations(table));
    write(
      json ? `${JSON.stringify(suggestions, null, 2)}\n` : makeLinesVisible(renderSuggestions(suggestions)),
    );
    return 0;
  },
});

/** A `checks` section of mlops.yml with a comment above each check. */
export function renderSuggestions(suggestions: readonly Suggestion[]): string {
  const entries = suggestions.map(({ check, evidence }) => {
    const text = stringify(check, {
      collectionStyle: "flow",
      flowCollectionPadding: true,
      lineWidth: 0,
      defaultKeyType: "PLAIN",
    });
    return `  # ${evidence}\n  - ${text.trimEnd()}\n`;
  });
  return `checks:\n${entries.join("")}`;
}
