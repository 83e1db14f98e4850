import { cacheCode } from "./shared/cache-code.js";

// \0entry/save
cacheCode(process.env);
await import("./shared/start-save.js");

export {  };