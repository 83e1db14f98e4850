import { qualityGate } from "./quality-gate.js";

export { qualityGate };