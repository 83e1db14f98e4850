import { cacheCode } from "./shared/cache-code.js";

// \0entry/run
cacheCode(process.env);
await import("./shared/start-run.js");

export {  };