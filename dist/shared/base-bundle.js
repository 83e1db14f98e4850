import { readBase, unpackBase, verifyBase } from "./base-bundle2.js";

export { readBase, unpackBase, verifyBase };