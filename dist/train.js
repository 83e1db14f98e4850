import { cacheCode } from "./shared/cache-code.js";

// \0entry/train
cacheCode(process.env);
await import("./shared/start-train.js");

export {  };