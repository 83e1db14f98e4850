import { startOnGitHub } from "./core.js";
import { save } from "./save2.js";

// \0entry/start-save
await startOnGitHub(save);

export {  };