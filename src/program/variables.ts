/** What a user's program is told. Paths are absolute. */
export interface ProgramFacts {
  name: string;
  /** The data: a file, or the files of a data set. */
  data: readonly string[];
  /** A file that lists those, one a line. */
  dataList: string;
  target: string | undefined;
  /** Files of our split, where there is one. */
  parts: { train?: string; validation?: string; test?: string };
  /** Name of the column with identities in those files. */
  idColumn: string;
  params: Readonly<Record<string, unknown>>;
  paramsFile: string;
  modelFolder: string;
  evidenceFolder: string;
  progressFile: string;
  seed: number;
  /** Marks the processes of one run. */
  mark: string;
}

/** Longest value of a variable: Windows takes 32,767 characters for all, Linux 131,072 bytes for one. */
const longestValue = 16_000;

/**
 * The environment variables of the contract with a user's program; what there is not has none, and what is too long for
 * one stands in its file alone.
 */
export function programVariables(facts: ProgramFacts): Record<string, string> {
  const all: Record<string, string | undefined> = {
    MLOPS_NAME: facts.name,
    MLOPS_DATA: facts.data.length === 0 ? undefined : short(facts.data.join("\n")),
    MLOPS_DATA_LIST: facts.data.length === 0 ? undefined : facts.dataList,
    MLOPS_TARGET: facts.target,
    MLOPS_TRAIN: facts.parts.train,
    MLOPS_VALIDATION: facts.parts.validation,
    MLOPS_TEST: facts.parts.test,
    MLOPS_ROW_ID: facts.idColumn,
    MLOPS_PARAMS: short(JSON.stringify(facts.params)),
    MLOPS_PARAMS_FILE: facts.paramsFile,
    MLOPS_MODEL_DIR: facts.modelFolder,
    MLOPS_EVIDENCE_DIR: facts.evidenceFolder,
    MLOPS_PROGRESS: facts.progressFile,
    MLOPS_SEED: String(facts.seed),
    MLOPS_RUN: facts.mark,
    // Lines of a program that prints are to be seen when they are printed.
    PYTHONUNBUFFERED: "1",
  };
  return defined(all);
}

function short(value: string): string | undefined {
  return value.length > longestValue ? undefined : value;
}

/** Without what is undefined. */
export function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
