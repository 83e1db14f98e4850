import { startOnGitHub } from "./core.js";
import { validateData } from "./validate-data.js";

// \0entry/start-validate-data
await startOnGitHub(validateData);

export {  };