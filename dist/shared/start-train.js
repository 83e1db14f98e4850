import { startOnGitHub } from "./core.js";
import { train } from "./actions.js";

// \0entry/start-train
await startOnGitHub(train);

export {  };