import { startOnGitHub } from "./shared/core.js";
import { save } from "./shared/save.js";

// \0entry:save
await startOnGitHub(save);

export {  };