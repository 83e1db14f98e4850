import { findBaseProfile, findEarlier, hasEarlier, keepProfile, lastProfile } from "./core.js";

export { findEarlier };