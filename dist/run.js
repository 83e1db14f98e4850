import { startOnGitHub } from "./shared/core.js";
import { run } from "./shared/run.js";

// \0entry:run
await startOnGitHub(run);

export {  };