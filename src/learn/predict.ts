import type { Matrix } from "./matrix.ts";
import type { Model } from "./model.ts";
import type { Pool } from "./pool.ts";
import { predictLinear } from "./predict-linear.ts";
import { predictTreesOn } from "./predict-trees.ts";

/**
 * A model's predictions of a matrix's rows, rows × outputs, row-major: the number, or a probability for each class.
 * Equal to what the model's ONNX file gives within 1e-5 relative.
 */
export async function predict(
  pool: Pool,
  model: Model,
  { matrix, signal }: { matrix: Matrix; signal?: AbortSignal | undefined },
): Promise<Float64Array> {
  switch (model.kind) {
    case "trees":
      return predictTreesOn(pool, { model, matrix, rows: undefined, signal });
    case "linear":
      return predictLinear(model, matrix);
  }
}
