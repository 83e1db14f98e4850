import { parseConfig, parseYaml } from "./parse-config2.js";

export { parseConfig, parseYaml };