import { unpackBundle } from "./unpack-bundle2.js";

export { unpackBundle };