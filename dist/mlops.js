import { cacheCode } from "./shared/cache-code.js";

// \0entry/mlops
cacheCode(process.env);
await import("./shared/start-mlops.js");

export {  };