import { cacheCode, endAtOnce } from "./shared/cache-code.js";

// \0entry/save
cacheCode(process.env);
endAtOnce();
await import("./shared/start-save.js");

export {  };