import type { Project } from "../actions/project.ts";
import { within } from "../actions/project.ts";
import { canonicalName } from "../gate/parse-metrics.ts";
import { didYouMean } from "../nearest.ts";
import type { Files } from "../services/files.ts";
import { isAddress } from "../tables/address.ts";
import type { Diagnosis } from "./doctor.ts";

/** What a program of the user's own needs: its scripts and files, and a way to ask its models again. */
export async function inspectProgram(files: Files, project: Project): Promise<Diagnosis[]> {
  const { train, suites } = project.config;
  const named: [path: string, key: PropertyKey[]][] = [
    ...scriptsOf(train.command).map((path): [string, PropertyKey[]] => [path, ["train", "command"]]),
    ...scriptsOf(train.predict_command).map((path): [string, PropertyKey[]] => [
      path,
      ["train", "predict_command"],
    ]),
    ...(train.params_files ?? []).map((path, index): [string, PropertyKey[]] => [
      path,
      ["train", "params_files", index],
    ]),
    ...suites.map((path, index): [string, PropertyKey[]] => [path, ["suites", index]]),
  ];
  const found: Diagnosis[] = [];
  for (const [path, key] of named) {
    const full = within(project.directory, path);
    if (isAddress(path) || /[*?[\]{}]/.test(path) || (await files.exists(full))) continue;
    const { file, line } = project.place(key);
    found.push({
      status: "problem",
      message: `${key.slice(0, 2).join(".")} names "${path}", and there is no such file${didYouMean(path, await namesNear(files, full, path))}`,
      fix: `Correct ${key.join(".")} in ${file}, line ${line}; paths start at the folder of mlops.yml`,
    });
  }
  return [...found, ...inspectPredicting(project)];
}

/** Rules that ask a program's models again. */
function inspectPredicting({ config, place }: Project): Diagnosis[] {
  const { engine, predict_command } = config.train;
  if (engine !== "command" && engine !== "external") return [];
  return config.gate.rules
    .flatMap((rule, index): Diagnosis[] => {
      const { file, line } = place(["gate", "rules", index, "metric"]);
      if (canonicalName(rule.metric).startsWith("latency_"))
        return [
          {
            status: "warning",
            message: `the gate's rule for ${rule.metric} cannot be judged: only models of the engines that learn here are timed`,
            fix: `Remove gate.rules.${index} in ${file}, line ${line}, or let the program write a metric of its own`,
          },
        ];
      const compares = [rule.no_worse_than, rule.better_than].some(
        (each) => each === "baseline" || each === "anchor",
      );
      if (!compares || predict_command !== undefined) return [];
      return [
        {
          status: "warning",
          message: `the gate's rule for ${rule.metric} compares with an earlier model, which cannot be asked again once the test rows change: there is no train.predict_command`,
          fix: `Add train.predict_command to ${file}; the rule is at line ${line}`,
        },
      ];
    })
    .slice(0, 3);
}

const script = /^(?:\.{1,2}\/)?[\w./-]+\.(?:py|ipynb|sh|bash|R|r|jl|js|mjs|cjs|ts|pl|rb|awk)$/;

/** Script files that a command names, where they can be told from what it writes. */
function scriptsOf(command: string | undefined): string[] {
  if (command === undefined || /\bcd\s|<</.test(command)) return [];
  const words = command.split(/[\s;&|()]+/).map((word) => word.replace(/^["']|["']$/g, ""));
  return [...new Set(words.filter((word, index) => script.test(word) && !/>$/.test(words[index - 1] ?? "")))];
}

/** Paths of the files beside one that is not there, as it would be written. */
async function namesNear(files: Files, full: string, path: string): Promise<string[]> {
  const folder = full.split("/").slice(0, -1).join("/") || ".";
  const prefix = path.split("/").slice(0, -1).join("/");
  const names = (await files.list(folder)).filter(({ isFolder }) => !isFolder);
  return names.map(({ name }) => (prefix === "" ? name : `${prefix}/${name}`));
}
