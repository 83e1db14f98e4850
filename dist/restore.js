import { cacheCode, endAtOnce } from "./shared/cache-code.js";

// \0entry/restore
cacheCode(process.env);
endAtOnce();
await import("./shared/start-restore.js");

export {  };