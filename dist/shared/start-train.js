import { startOnGitHub } from "./core.js";
import { train } from "./train2.js";

// \0entry/start-train
await startOnGitHub(train);

export {  };