import type { Config } from "../config/config.ts";
import { repository } from "../runner/version.ts";
import type { Diagnosis } from "./doctor.ts";
import { actionOf, jobsOf, objectOf, type WorkflowFile } from "./workflow-file.ts";
import { folderOf } from "./workflow-place.ts";

/** `notify` of the mlops.yml in a folder, which tells nobody without a step, or without the address in its environment. */
export function inspectNotify(
  workflows: readonly WorkflowFile[],
  notify: Config["notify"],
  below: string,
): Diagnosis[] {
  if (notify.length === 0) return [];
  const steps = workflows.flatMap((workflow) =>
    jobsOf(workflow).flatMap(({ job, steps }) =>
      steps
        .filter((step) => actionOf(step) === "notify" && [below, undefined].includes(folderOf(step)))
        .map((step) => ({
          file: workflow.file,
          known: [workflow.content.env, job.env, step.env].map(objectOf),
        })),
    ),
  );
  const variables = [...new Set(notify.flatMap(({ webhook, secret }) => [webhook, secret]))].filter(
    (each) => each !== undefined,
  );
  if (steps.length === 0)
    return [
      {
        status: "problem",
        message: "mlops.yml has notify, and no workflow has a step that tells anyone",
        fix: notifyStep(variables, below),
      },
    ];
  return steps.flatMap(({ file, known }) =>
    variables
      .filter((name) => !known.some((env) => Object.hasOwn(env, name)))
      .map(
        (name): Diagnosis => ({
          status: "problem",
          message: `${file}: the step notify does not get ${name}, which notify in mlops.yml names`,
          fix: `        env: { ${name}: "\${{ secrets.${name} }}" }`,
        }),
      ),
  );
}

function notifyStep(variables: readonly string[], below: string): string {
  const given = below === "." ? [] : [`        with: { working-directory: ${JSON.stringify(below)} }`];
  const env = variables.map((name) => `${name}: "\${{ secrets.${name} }}"`).join(", ");
  return [
    "After the other steps of ours:",
    `      - uses: ${repository}/actions/notify@v1`,
    "        if: ${{ !cancelled() }}",
    ...given,
    ...(env === "" ? [] : [`        env: { ${env} }`]),
  ].join("\n");
}
