import { cacheCode, endAtOnce } from "./shared/cache-code.js";

// \0entry/mlops
cacheCode(process.env);
endAtOnce();
await import("./shared/start-mlops.js");

export {  };