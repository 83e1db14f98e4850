import path from "node:path";
import type { Context, Result } from "../action.ts";
import { digestDataSet } from "../evidence/digest.ts";
import { formatNumber } from "../number-format.ts";
import type { Report, Section } from "../report.ts";
import type { Project } from "./project.ts";
import { reportData } from "./report-data.ts";
import { isMain, setsOf } from "./set-projects.ts";
import { countFindings, outcomesOf, type Validated } from "./validated.ts";
import type { ResultPaths } from "./write-results.ts";

interface ValidatedSet extends Validated {
  /** Undefined for the data of `data.path`. */
  name: string | undefined;
}

type SetsContext = Pick<Context, "project" | "files" | "clock" | "environment"> & { inputs: ResultPaths };

/** Profiles and checks each of the project's sets, into one report: a set's name stands before those of its checks. */
export async function validateSets(
  context: SetsContext,
  validate: (set: Project, name: string | undefined) => Promise<Validated>,
): Promise<Result> {
  const { project } = context;
  const sets: ValidatedSet[] = [];
  for (const set of setsOf(project)) sets.push(named(await validate(set.project, set.name), set.name));
  const { errors, warnings } = countFindings(sets.flatMap(({ findings }) => findings));
  const ofModel = sets.filter(({ name }) => isMain(name));
  const counted = ofModel.length > 0 ? ofModel : sets;
  return {
    verdict: errors > 0 ? "fail" : "pass",
    outputs: {
      rows: counted.reduce((sum, { table }) => sum + table.rows, 0),
      errors,
      warnings,
      profile: await writeProfiles(context, sets),
      "data-digest": digestSets(counted),
      "failed-rows": sets.flatMap(({ failed }) => failed?.path ?? []),
      ...(await writeAll(context, sets)),
    },
    report: reportSets(project.name, sets),
  };
}

function named(validated: Validated, name: string | undefined): ValidatedSet {
  if (name === undefined) return { ...validated, name };
  const label = (own = ""): string => `${name}: ${own}`;
  const rename = <Outcome extends { name: string }>(outcome: Outcome): Outcome => ({
    ...outcome,
    name: label(outcome.name),
  });
  const { suites, outcomes, findings } = validated;
  return {
    ...validated,
    name,
    outcomes: outcomes.map(rename),
    suites: suites && { ...suites, outcomes: suites.outcomes.map(rename) },
    findings: findings.map((finding) => ({ ...finding, rule: label(finding.rule) })),
  };
}

/** The first set's profile is that of the project, for what compares with it later. */
async function writeProfiles(
  { project, files }: SetsContext,
  sets: readonly ValidatedSet[],
): Promise<string> {
  const { root } = project.folders;
  const first = path.join(root, "profile.json");
  for (const [index, { name, profile }] of sets.entries()) {
    const text = `${JSON.stringify(profile, null, 1)}\n`;
    if (index === 0) await files.write(first, text);
    if (name !== undefined) await files.write(path.join(root, "profiles", `${name}.json`), text);
  }
  return first;
}

function digestSets(sets: readonly ValidatedSet[]): string | undefined {
  const [only] = sets;
  if (sets.length === 1) return only?.table.digest;
  return digestDataSet(sets.map(({ name = "", table }) => ({ path: name, digest: table.digest })));
}

/** One SARIF file of all sets; Great Expectations' results are about one table, so each set has its own. */
async function writeAll(
  context: SetsContext,
  sets: readonly ValidatedSet[],
): Promise<{ sarif?: string | undefined; "gx-results"?: string[] }> {
  const { sarif, "gx-results": gx } = context.inputs;
  const [first] = sets;
  if (first === undefined || (sarif === undefined && gx === undefined)) return {};
  const { writeResults } = await import("./write-results.ts");
  const findings = sets.flatMap((set) => set.findings);
  const written = await writeResults(context, { sarif, "gx-results": undefined }, { ...first, findings });
  if (gx === undefined) return { sarif: written.sarif };
  const paths: string[] = [];
  for (const set of sets) {
    const own = set.name === undefined ? gx : gx.replace(/(\.[^./]*)?$/, `-${set.name}$1`);
    const { "gx-results": at } = await writeResults(context, { sarif: undefined, "gx-results": own }, set);
    if (at !== undefined) paths.push(at);
  }
  return { sarif: written.sarif, "gx-results": paths };
}

/** What is wrong with all sets first, then each check, then each set's profile. */
function reportSets(title: string, sets: readonly ValidatedSet[]): Report {
  const [first] = sets;
  if (first === undefined) throw new Error("a project with sets has one");
  const whole = reportData({
    title,
    profile: first.profile,
    outcomes: sets.flatMap(outcomesOf),
    findings: sets.flatMap(({ findings }) => findings),
    note: sets.flatMap(({ failed }) => failed?.note ?? []).join(" ") || undefined,
  });
  const labelOf = ({ name }: ValidatedSet): string => name ?? "Data";
  // What a report says of a profile alone it says of each set.
  const aboutProfile = ({ profile }: Validated): Section[] =>
    reportData({ title, profile, outcomes: [], findings: [] }).sections.slice(1);
  const others = whole.sections.length - aboutProfile(first).length;
  const changes = sets.flatMap((set) => (set.changes === undefined ? [] : [{ set, ...set.changes }]));
  return {
    ...whole,
    facts: [
      ...whole.facts.map((fact) => ({ ...fact, label: labelOf(first) })),
      ...sets.slice(1).map((set) => ({ label: labelOf(set), value: `${formatNumber(set.table.rows)} rows` })),
      ...changes.flatMap(({ set, fact }) =>
        fact === undefined ? [] : [{ ...fact, label: `${labelOf(set)}: changes` }],
      ),
    ],
    sections: [
      ...whole.sections.slice(0, others),
      ...changes.map(({ set, section }) => ({ ...section, title: `${labelOf(set)}: ${section.title}` })),
      ...sets.flatMap((set) =>
        aboutProfile(set).map((section) => ({ ...section, title: `${labelOf(set)}: ${section.title}` })),
      ),
    ],
  };
}
