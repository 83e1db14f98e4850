import { startOnGitHub } from "./shared/core.js";
import { qualityGate } from "./shared/quality-gate.js";

// \0entry:quality-gate
await startOnGitHub(qualityGate);

export {  };