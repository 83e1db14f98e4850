import { startOnGitHub } from "./shared/core.js";
import { restore } from "./shared/restore.js";

// \0entry:restore
await startOnGitHub(restore);

export {  };