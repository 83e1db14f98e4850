import { serveDuckDb, volunteerForOutOfMemory } from "./shared/duckdb-process.js";
const { createRequire } = process.getBuiltinModule("node:module");

// src/runner/duckdb.ts
if (!process.send) throw new Error("duckdb runs only as a child process");
await volunteerForOutOfMemory();
serveDuckDb(process, (module) => createRequire(import.meta.url)(module));

export {  };