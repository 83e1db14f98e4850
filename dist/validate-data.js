import { cacheCode, endAtOnce } from "./shared/cache-code.js";

// \0entry/validate-data
cacheCode(process.env);
endAtOnce();
await import("./shared/start-validate-data.js");

export {  };