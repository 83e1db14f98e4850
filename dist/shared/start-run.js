import { startOnGitHub } from "./core.js";
import { run } from "./run2.js";

// \0entry/start-run
await startOnGitHub(run);

export {  };