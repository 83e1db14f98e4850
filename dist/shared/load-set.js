import { loadSet, loadTrainingSets } from "./load-set2.js";

export { loadSet, loadTrainingSets };