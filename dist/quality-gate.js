import { cacheCode } from "./shared/cache-code.js";

// \0entry/quality-gate
cacheCode(process.env);
await import("./shared/start-quality-gate.js");

export {  };