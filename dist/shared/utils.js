import { GitHub, defaults, getOctokitOptions, getUserAgentWithOrchestrationId } from "./vendor-github.js";

export { defaults };