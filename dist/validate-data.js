import { cacheCode } from "./shared/cache-code.js";

// \0entry/validate-data
cacheCode(process.env);
await import("./shared/start-validate-data.js");

export {  };