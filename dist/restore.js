import { startOnGitHub } from "./shared/github.js";
import { restore } from "./shared/restore.js";

// \0entry:restore
await startOnGitHub(restore);

export {  };