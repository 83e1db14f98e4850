import { cacheCode } from "./shared/cache-code.js";

// \0entry/pr-comment
cacheCode(process.env);
await import("./shared/start-pr-comment.js");

export {  };