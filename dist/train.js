import { cacheCode, endAtOnce } from "./shared/cache-code.js";

// \0entry/train
cacheCode(process.env);
endAtOnce();
await import("./shared/start-train.js");

export {  };