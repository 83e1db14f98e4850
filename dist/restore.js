import { cacheCode } from "./shared/cache-code.js";

// \0entry/restore
cacheCode(process.env);
await import("./shared/start-restore.js");

export {  };