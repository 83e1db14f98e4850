import type { Context } from "../action.ts";
import { type EngineName, type Learner, loadEngine } from "../learn/engines.ts";
import type { RowHashes } from "../tables/row-hash.ts";
import { foldTraining } from "./cross-validate.ts";
import type { Fitting } from "./fit-model.ts";
import type { Search } from "./search-params.ts";

/** The engine with the parameters that are set, or with the best that a search finds. */
export async function chooseLearner(
  source: Omit<Fitting, "learner"> & { context: Context },
  training: { rows: Uint32Array; hashes: RowHashes },
): Promise<{ learner: Learner; search: Search | undefined }> {
  const { project } = source.context;
  const { train } = project.config;
  const engine = await loadEngine(train.engine as EngineName);
  if (train.search !== undefined) {
    const folds = foldTraining(source, training);
    const { searchParams } = await import("./search-params.ts");
    const search = await searchParams(source, { engine, config: train.search, folds });
    return { learner: search.learner, search };
  }
  const learner = engine(train.params, {
    task: source.target.task,
    place: (name) => project.place(["train", "params", name]),
  });
  return { learner, search: undefined };
}
