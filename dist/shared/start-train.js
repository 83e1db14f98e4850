import { startOnGitHub } from "./core.js";
import { train } from "./train.js";

// \0entry/start-train
await startOnGitHub(train);

export {  };