import { startOnGitHub } from "./shared/core.js";
import { prComment } from "./shared/pr-comment.js";

// \0entry:pr-comment
await startOnGitHub(prComment);

export {  };