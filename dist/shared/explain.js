import { explain, explainOne, meanShares } from "./learn.js";

export { explainOne };