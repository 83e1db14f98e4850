import { changedTypes, holdTypes } from "./hold-types2.js";

export { changedTypes, holdTypes };