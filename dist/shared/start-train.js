import { startOnGitHub, train } from "./core.js";

// \0entry/start-train
await startOnGitHub(train);

export {  };