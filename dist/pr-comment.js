import { cacheCode, endAtOnce } from "./shared/cache-code.js";

// \0entry/pr-comment
cacheCode(process.env);
endAtOnce();
await import("./shared/start-pr-comment.js");

export {  };