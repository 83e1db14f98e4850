import { createRequire } from "node:module";
import type { DuckDbBindings } from "../services/duckdb-bindings.ts";
import { serveDuckDb, volunteerForOutOfMemory } from "../services/duckdb-process.ts";

if (!process.send) throw new Error("duckdb runs only as a child process");
await volunteerForOutOfMemory();
serveDuckDb(process, (module) => createRequire(import.meta.url)(module) as DuckDbBindings);
