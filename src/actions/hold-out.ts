import type { RowHashes } from "../tables/row-hash.ts";
import type { Split } from "../tables/split.ts";
import { crossValidate, foldTraining, type OutOfFold } from "./cross-validate.ts";
import type { HeldOut } from "./decide.ts";
import { type FittedModel, type Fitting, predictRows } from "./fit-model.ts";

/** Predictions of rows that the model did not see: validation rows, or out of folds where these are asked for or needed. */
export async function holdOut(
  fitting: Fitting,
  fitted: FittedModel,
  of: { split: Split; hashes: RowHashes; asked: string[]; isDecided: boolean },
): Promise<{ rows: HeldOut | undefined; outOfFold: OutOfFold | undefined }> {
  const { split, hashes, asked, isDecided } = of;
  const hasValidation = split.validation.length > 0;
  const isCrossValidated = fitting.context.project.config.train.cross_validation !== undefined;
  const outOfFold =
    isCrossValidated || (isDecided && !hasValidation)
      ? await validateFolds(fitting, { rows: split.train, hashes, asked })
      : undefined;
  if (!isDecided || !hasValidation)
    return {
      rows: outOfFold && { ...outOfFold, name: "out-of-fold predictions of the training rows" },
      outOfFold,
    };
  const { outputs } = await predictRows(fitting, fitted, split.validation);
  return { rows: { rows: split.validation, outputs, name: "the validation rows" }, outOfFold };
}

/** Cross-validates the training rows, with a line of progress. */
async function validateFolds(
  fitting: Fitting,
  { asked, ...training }: { rows: Uint32Array; hashes: RowHashes; asked: string[] },
): Promise<OutOfFold> {
  const folds = foldTraining(fitting, training);
  const progress = fitting.context.log.progress(`Cross-validation with ${folds.length} folds`);
  const outOfFold = await crossValidate(fitting, folds, {
    asked,
    onProgress: (done, total) => progress.update(done, total),
  });
  progress.end();
  return outOfFold;
}
