import { unpackBundle } from "./bundle.js";

export { unpackBundle };