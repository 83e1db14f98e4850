import { readBase, unpackBase, verifyBase } from "./actions.js";

export { readBase, unpackBase, verifyBase };