import { startOnGitHub } from "./shared/github.js";
import { train } from "./shared/train.js";

// \0entry:train
await startOnGitHub(train);

export {  };