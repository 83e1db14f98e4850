import { findReference } from "./find-reference2.js";

export { findReference };