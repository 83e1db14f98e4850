import { startOnGitHub } from "./shared/core.js";
import { validateData } from "./shared/validate-data.js";

// \0entry:validate-data
await startOnGitHub(validateData);

export {  };