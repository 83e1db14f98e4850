import { cacheCode, endAtOnce } from "./shared/cache-code.js";

// \0entry/run
cacheCode(process.env);
endAtOnce();
await import("./shared/start-run.js");

export {  };