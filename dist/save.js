import { startOnGitHub } from "./shared/github.js";
import { save } from "./shared/save.js";

// \0entry:save
await startOnGitHub(save);

export {  };