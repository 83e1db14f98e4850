import { startOnGitHub } from "./core.js";
import { restore } from "./restore2.js";

// \0entry/start-restore
await startOnGitHub(restore);

export {  };