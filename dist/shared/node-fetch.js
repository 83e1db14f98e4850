import { createNodeFetch, findProxyAgent } from "./core.js";

export { createNodeFetch, findProxyAgent };