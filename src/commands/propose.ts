import path from "node:path";
import { Document, isCollection, isScalar, stringify, type YAMLMap, type YAMLSeq } from "yaml";
import type { Check } from "../checks/check.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { isAddress } from "../tables/address.ts";
import type { CsvFile } from "../tables/read-table.ts";
import type { Declaration } from "./find-declarations.ts";
import type { TimeOrder } from "./find-order.ts";
import { guessPositive } from "./guess-positive.ts";

/** Characters, on average: longer ones are sentences, which are learned from. */
const longestKey = 40;

/** What an `mlops.yml` is proposed from. */
export interface Proposal {
  dataPath: string;
  /** The project's; a comment, an artifact and a folder are called so. */
  name: string;
  /** How the file is written, where that is declared. */
  csv?: CsvFile | undefined;
  /** How dates are written, by column. */
  columns?: Record<string, Declaration>;
  target: string;
  profile: Profile;
  checks: readonly Check[];
  /** Whether a model can be trained on the data. */
  isTrained: boolean;
  /** By which dates the rows are in order, where they are. */
  order?: TimeOrder | undefined;
  /** Columns that predict the target alone with a score above `mostAlone`. */
  leaks?: readonly string[];
}

/** Of the check `leakage`: what predicts better than this alone is hardly known before the target is. */
export const mostAlone = 0.99;

/** The text of an `mlops.yml` for a data file: valid, small, with the checks that its profile suggests. */
export function proposeConfig(proposal: Proposal): string {
  const { dataPath, name, csv, columns = {}, target, profile, checks, isTrained } = proposal;
  const isNumbered = isTrained && looksNumbered(profile, target);
  const positive = guessPositive(textClasses(profile, target) ?? []);
  const config = {
    version: 1,
    name,
    data: {
      path: isAddress(dataPath) ? dataPath : dataPath.split(path.sep).join("/"),
      ...(csv !== undefined && { csv }),
      ...(Object.keys(columns).length > 0 && { columns }),
      target,
      ...(isTrained && positive !== undefined && { positive }),
      ...keyOf(proposal),
      ...(isTimed(proposal) && { split: { time: proposal.order!.column } }),
    },
    checks: isTrained ? [...checks, { leakage: { max: mostAlone }, severity: "warning" }] : checks,
    ...(isTrained && {
      train: { engine: "random-forest", ...(isNumbered && { task: "classification" }) },
    }),
  };
  const document = new Document(config);
  inOneLine(document, [
    ["data", "csv"],
    ["data", "columns"],
    ["data", "key"],
    ["data", "split"],
  ]);
  for (const check of (document.get("checks") as YAMLSeq<YAMLMap>).items) check.flow = true;
  if (isTrained) noteDoubts(document, proposal);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true, defaultKeyType: "PLAIN" });
  const head = '# Checked by mlops-actions; "mlops doctor" says what is wrong,';
  if (!isTrained) return `${head} "mlops validate-data" checks it\n${text}`;
  return `${head} "mlops run" runs it all\n${text}# Without gate rules the model must beat a dummy model. For example:\n# gate:\n#   rules:\n#     - { metric: ${isNumbered || isClasses(profile, target) ? "f1_macro, min: 0.8" : "r2, min: 0.75"} }\n`;
}

/** What identifies rows is not learned from. */
function keyOf({ profile, target }: Proposal): { key?: string[] } {
  const identifiers = profile.columns.filter(
    ({ role, name, mean_length: length = 0 }) =>
      role === "identifier" && name !== target && length <= longestKey,
  );
  const [first] = identifiers;
  return first !== undefined && profile.columns.length > 2 ? { key: [first.name] } : {};
}

/** Whether the rows are a series of numbers in time: what comes later is what is to be predicted. */
function isTimed({ order, profile, target, isTrained }: Proposal): boolean {
  const { type } = profile.columns.find(({ name }) => name === target) ?? {};
  return (
    isTrained &&
    order?.isSeries === true &&
    order.column !== target &&
    (type === "integer" || type === "number")
  );
}

function inOneLine(document: Document, paths: readonly string[][]): void {
  for (const path of paths) {
    const node = document.getIn(path, true);
    if (isCollection(node)) node.flow = true;
  }
}

/** Says as comments what the data show and only their owner knows. */
function noteDoubts(document: Document, proposal: Proposal): void {
  const { order, profile, target, leaks = [] } = proposal;
  const data = document.get("data") as YAMLMap;
  const comments: string[] = [];
  if (order !== undefined && order.column !== target) {
    const split = inFlow(order.column);
    const said = ` ${order.evidence.charAt(0).toUpperCase()}${order.evidence.slice(1)}.`;
    if (isTimed(proposal)) {
      const pair = data.items.find(({ key }) => String(key) === "split");
      if (pair !== undefined && isScalar(pair.key))
        pair.key.commentBefore = `${said} The latest rows are the test rows`;
    } else
      comments.push(
        `${said} If later rows are to be predicted, test on the latest:`,
        ` split: { time: ${split} }`,
      );
  }
  const classes = textClasses(profile, target);
  if (classes?.length === 2 && !data.has("positive"))
    comments.push(
      ` Which class is looked for? Precision and recall are its own: positive: ${classes.map(inFlow).join(" or ")}`,
    );
  if (leaks.length > 0)
    comments.push(
      ` Each alone tells ${inFlow(target)}; those that are known only afterwards are left out by: exclude: [ ${leaks.map(inFlow).join(", ")} ]`,
    );
  if (comments.length > 0) data.comment = comments.join("\n");
}

/** The classes of a target of texts, where the profile holds all of them. */
function textClasses({ columns }: Profile, target: string): string[] | undefined {
  const { type, distinct, top_values: top = [] } = columns.find(({ name }) => name === target) ?? {};
  return type === "text" && top.length === distinct
    ? top.map(({ value }) => String(value)).sort()
    : undefined;
}

/**
 * A workflow for pull requests, and for pushes to the main branch, of which it saves what pull requests are compared
 * with: train and gate are left out for data that no model is trained on. Least permissions.
 */
export function proposeWorkflow({
  repository,
  isTrained,
  branch,
  title = "model",
  folder = ".",
  needsPython = false,
}: {
  repository: string;
  isTrained: boolean;
  /** The main one. */
  branch: string;
  /** What the workflow is called, and what its runs cancel earlier ones by. */
  title?: string;
  /** Folder of the `mlops.yml`, from the top of the repository. */
  folder?: string;
  /** Whether the training is a program in Python, whose dependencies are installed first. */
  needsPython?: boolean;
}): string {
  const actions = [
    ...(needsPython ? ["setup"] : []),
    "validate-data",
    ...(isTrained ? ["train", "quality-gate"] : []),
  ];
  const given = folder === "." ? "" : `        with: { working-directory: ${inFlow(folder)} }\n`;
  const uses = actions.map((action) => `      - uses: ${repository}/actions/${action}@v1\n${given}`).join("");
  return `name: ${inFlow(title)}
on: { pull_request: {}, push: { branches: [${inFlow(branch)}] } }
permissions: { contents: read, actions: read, pull-requests: write }
concurrency: { group: "${title}-\${{ github.ref }}", cancel-in-progress: true }
jobs:
  model:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with: { persist-credentials: false }
${uses}      - uses: ${repository}/actions/save@v1
        if: \${{ github.event_name == 'push' }}
${given}      - uses: ${repository}/actions/pr-comment@v1
        if: \${{ !cancelled() }}
${given}`;
}

/** A text as it is written in YAML between brackets or braces: quoted where it has to be. */
function inFlow(text: string): string {
  return /^[\w./-]+$/.test(text) ? stringify(text).trim() : JSON.stringify(text);
}

function isClasses(profile: Profile, target: string): boolean {
  const column = profile.columns.find(({ name }) => name === target);
  if (column === undefined) return false;
  const isBinary = column.distinct === 2 && column.min === 0 && column.max === 1;
  return column.type === "text" || column.type === "boolean" || isBinary;
}

const classNames = /^(target|label|class|category|species|digit|diagnosis|y|.*[ _-](class|label|category))$/i;

/** Whether the target is classes that are numbered without a gap, by its values and its name. */
function looksNumbered(profile: Profile, target: string): boolean {
  const { type, distinct, min, max } = profile.columns.find(({ name }) => name === target) ?? {};
  if (type !== "integer" || distinct === undefined || !classNames.test(target)) return false;
  return distinct >= 3 && distinct <= 20 && (min === 0 || min === 1) && max === min + distinct - 1;
}
