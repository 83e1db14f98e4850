import { startOnGitHub } from "./core.js";
import { qualityGate } from "./quality-gate2.js";

// \0entry/start-quality-gate
await startOnGitHub(qualityGate);

export {  };