import { UserError } from "../errors.ts";
import { type EngineName, loadEngine } from "../learn/engines.ts";
import type { Params, ParamValue } from "../learn/parameters.ts";
import type { Task } from "../learn/target.ts";
import type { Project } from "./project.ts";

/**
 * What is wrong with `train.params` and `train.search.params`, whichever of the tasks it is: unknown names and values
 * that the engine does not take. A program's own parameters are not known.
 */
export async function checkParams(
  { config, place }: Pick<Project, "config" | "place">,
  tasks: readonly Task[],
): Promise<UserError[]> {
  const { engine: name, params, search } = config.train;
  if (name === "command" || name === "external") return [];
  const engine = await loadEngine(name satisfies EngineName);
  const failure = (given: Params, ...path: string[]): UserError | undefined => {
    const failures = tasks.map((task) => {
      try {
        engine(given, { task, place: (key) => place(["train", ...path, key]) });
        return undefined;
      } catch (error) {
        if (error instanceof UserError) return error;
        throw error;
      }
    });
    return failures.includes(undefined) ? undefined : failures[0];
  };
  const whole = failure(params, "params");
  const each = Object.entries(params).flatMap(([key, value]) => failure({ [key]: value }, "params") ?? []);
  const wrong = whole === undefined ? [] : each.length > 0 ? each : [whole];
  const searched = Object.entries(search?.params ?? {}).flatMap(([key, values]) => {
    const value: ParamValue | undefined = Array.isArray(values) ? values[0] : values.min;
    const given = { [key]: value ?? null };
    const alone = failure(given, "search", "params");
    return alone !== undefined && (whole !== undefined || failure({ ...params, ...given }) !== undefined)
      ? [alone]
      : [];
  });
  return [...wrong, ...searched];
}
