import { UserError } from "../errors.ts";
import { accept } from "./accept.ts";
import type { Config } from "./config.ts";
import { parseYaml } from "./parse-yaml.ts";
import { trainSection } from "./train.ts";

/** Parses the input `params`, the YAML of `train.params`. What is wrong with it has no place in a file. */
export function parseParams(text: string): Config["train"]["params"] {
  const accepted = accept(trainSection.shape.params, readYaml(text));
  if (accepted !== undefined) return accepted.data;
  throw new UserError('Cannot use input "params": expected YAML keys and values such as "n_estimators: 100"');
}

function readYaml(text: string): unknown {
  try {
    return parseYaml(text, "params").value;
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    const message = cause.message.replace('Cannot read "params"', 'Cannot use input "params"');
    throw new UserError(message, { hint: cause.hint, cause });
  }
}
