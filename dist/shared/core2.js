import { ExitCode, debug, error, info, notice, setFailed, setOutput, setSecret, summary, warning } from "./vendor-actions.js";

export { error, info, notice, setFailed, setOutput, setSecret, summary, warning };