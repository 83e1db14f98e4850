import path from "node:path";
import { stringify } from "yaml";
import type { Check } from "../checks/check.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { CsvFile } from "../tables/read-table.ts";

/** The text of an `mlops.yml` for a data file: valid, small, with the checks that its profile suggests. */
export function proposeConfig(proposal: {
  dataPath: string;
  /** How the file is written, where that is declared. */
  csv?: CsvFile | undefined;
  target: string;
  profile: Profile;
  checks: readonly Check[];
}): string {
  const { dataPath, csv, target, profile, checks } = proposal;
  const identifiers = profile.columns
    .filter((column) => column.role === "identifier" && column.name !== target)
    .map(({ name }) => name);
  const stem = path.basename(dataPath).replace(/\..*$/, "");
  const name = stem.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "") || "model";
  const config = {
    version: 1,
    name,
    data: {
      path: dataPath.split(path.sep).join("/"),
      ...(csv !== undefined && { csv }),
      target,
      ...(identifiers.length > 0 && { key: identifiers.slice(0, 1) }),
    },
    checks,
    train: { engine: "random-forest" },
  };
  const text = stringify(config, { lineWidth: 100, flowCollectionPadding: true, defaultKeyType: "PLAIN" });
  return `# Checked by mlops-actions; "mlops doctor" says what is wrong, "mlops run" runs it all\n${text}# Without gate rules the model must beat a dummy model. For example:\n# gate:\n#   rules:\n#     - { metric: ${isClasses(profile, target) ? "f1_macro, min: 0.8" : "r2, min: 0.75"} }\n`;
}

/** A workflow for pull requests: five steps, least permissions. */
export function proposeWorkflow(repository: string): string {
  return `name: model
on: pull_request
permissions: { contents: read, pull-requests: write }
concurrency: { group: "model-\${{ github.ref }}", cancel-in-progress: true }
jobs:
  model:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with: { persist-credentials: false }
      - uses: ${repository}/actions/validate-data@v1
      - uses: ${repository}/actions/train@v1
      - uses: ${repository}/actions/quality-gate@v1
      - uses: ${repository}/actions/pr-comment@v1
        if: \${{ !cancelled() }}
`;
}

function isClasses(profile: Profile, target: string): boolean {
  const column = profile.columns.find(({ name }) => name === target);
  return column?.type === "text" || column?.type === "boolean";
}
