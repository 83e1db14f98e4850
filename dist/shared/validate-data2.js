import { validateData } from "./validate-data.js";

export { validateData };