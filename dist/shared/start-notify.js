import { startOnGitHub } from "./core.js";
import { notify } from "./notify2.js";

// \0entry/start-notify
await startOnGitHub(notify);

export {  };