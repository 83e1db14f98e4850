import { choice, flag, path, secret, text } from "../inputs.ts";

/** Inputs that say which project is meant; every action has them. */
export const projectInputs = {
  config: path("The project's configuration, relative to the working directory").default("mlops.yml"),
  "working-directory": path("Folder that paths start from").default("."),
  name: text(
    "Name of the model; overrides name of mlops.yml. The jobs of a matrix over one mlops.yml need one each",
  ),
  "fail-on": choice("What fails the step: an error (verdict fail or refused), already a warning, or never", [
    "error",
    "warning",
    "never",
  ]).default("error"),
};

/** Inputs that override the `data` section. */
export const dataInputs = {
  data: path("The data: a file, pattern or folder, or an https:// or s3:// address; overrides data.path"),
  target: text("Column that the model predicts; overrides data.target"),
};

/** What the data are compared with. */
export const baseInput = {
  base: text(
    "Branch, tag or commit whose data today's are compared with; default: the base of a pull request, in a terminal where the work left the main branch",
  ),
};

/** What a model is compared with. */
export const baselineInput = {
  baseline: path(
    "What the model is compared with: auto, base_commit, base_branch, or a path of metrics (JSON), a folder of evidence or a bundle; overrides gate.baseline",
  ),
};

/** Files for other tools, of what validate-data found. */
export const resultInputs = {
  sarif: path("Where to write the findings on the data as SARIF, for code scanning"),
  "gx-results": path("Where to write the results on the data as Great Expectations does (JSON)"),
};

/** Inputs that override the `train` section. */
export const trainInputs = {
  engine: text("What learns; overrides train.engine"),
  params: text("The engine's parameters as YAML; overrides train.params key by key"),
};

/** For actions that call GitHub. */
export const tokenInput = {
  "github-token": secret("Token for GitHub's API").expression("${{ github.token }}"),
};

/** For actions that change something outside. */
export const dryRunInput = {
  "dry-run": flag("Decide everything, change nothing outside, and show the plan").default("false"),
};

/** For actions that may need compiled code. */
export const nativesInput = {
  "native-packages": text(
    "Where compiled packages such as DuckDB are fetched from: the address of a mirror of npm's registry, or never",
  ),
};
