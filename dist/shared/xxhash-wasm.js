import { e } from "./vendor-zstd.js";

export { e as default };