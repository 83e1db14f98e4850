import { renderTerminal } from "./render-terminal.js";

export { renderTerminal };