import { cacheCode, endAtOnce } from "./shared/cache-code.js";

// \0entry/notify
cacheCode(process.env);
endAtOnce();
await import("./shared/start-notify.js");

export {  };