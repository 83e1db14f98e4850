import { fitJob, fitJobOn } from "./linear-kernel.js";

export { fitJob };