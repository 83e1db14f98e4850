import { loadSet, loadTrainingSets, openSet } from "./load-set2.js";

export { loadSet, loadTrainingSets, openSet };