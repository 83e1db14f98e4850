import { parseConfig, parseYaml } from "./parse-config.js";

export { parseConfig };