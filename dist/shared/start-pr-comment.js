import { startOnGitHub } from "./core.js";
import { prComment } from "./commenting.js";

// \0entry/start-pr-comment
await startOnGitHub(prComment);

export {  };