import type { Context } from "../action.ts";
import type { Queried, Queries } from "./query-data.ts";

/** `openQueries` whose code is loaded at the first query: few checks are SQL. */
export function lazyQueries(
  context: Pick<Context, "natives" | "duckdb" | "signal"> & {
    inputs: { "native-packages"?: string | undefined };
  },
  queried: Queried,
): Queries {
  let opened: Queries | undefined;
  return {
    async run(...args) {
      const { openQueries } = await import("./query-data.ts");
      opened ??= openQueries(context, queried, context.inputs["native-packages"]);
      return opened.run(...args);
    },
    close: async () => opened?.close(),
  };
}
