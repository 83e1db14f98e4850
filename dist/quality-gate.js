import { startOnGitHub } from "./shared/github.js";
import { qualityGate } from "./shared/quality-gate.js";

// \0entry:quality-gate
await startOnGitHub(qualityGate);

export {  };