import { startOnGitHub } from "./shared/core.js";
import { train } from "./shared/train.js";

// \0entry:train
await startOnGitHub(train);

export {  };