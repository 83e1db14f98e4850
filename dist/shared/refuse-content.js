import { refuseContent, refuseOther, tooLarge } from "./refuse-content2.js";

export { refuseOther };