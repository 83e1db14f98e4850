import { cacheCode, endAtOnce } from "./shared/cache-code.js";

// \0entry/quality-gate
cacheCode(process.env);
endAtOnce();
await import("./shared/start-quality-gate.js");

export {  };