/** Counts of rows (the sums of their weights), classes × classes, row-major: `counts[actual * classes + predicted]`. */
export function confusionMatrix(
  actual: Int32Array,
  predicted: Int32Array,
  classes: number,
  weights?: Float64Array,
): Float64Array {
  const counts = new Float64Array(classes * classes);
  for (let row = 0; row < actual.length; row++) {
    const cell = actual[row]! * classes + predicted[row]!;
    counts[cell] = counts[cell]! + (weights ? weights[row]! : 1);
  }
  return counts;
}

/** What a confusion matrix says of one class against all others. */
export interface ClassCounts {
  /** Rows of the class that were predicted so. */
  hits: number;
  actual: number;
  predicted: number;
}

/** The counts of each class of a confusion matrix. */
export function countClasses(confusion: Float64Array, classes: number): ClassCounts[] {
  return Array.from({ length: classes }, (_, index) => {
    let actual = 0;
    let predicted = 0;
    for (let other = 0; other < classes; other++) {
      actual += confusion[index * classes + other]!;
      predicted += confusion[other * classes + index]!;
    }
    return { hits: confusion[index * classes + index]!, actual, predicted };
  });
}
