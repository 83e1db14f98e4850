import { save } from "./save2.js";

export { save };