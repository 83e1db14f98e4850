import { startOnGitHub } from "./core.js";
import { prComment } from "./pr-comment.js";

// \0entry/start-pr-comment
await startOnGitHub(prComment);

export {  };