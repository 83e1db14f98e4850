import { declareColumn, declareColumns } from "./declare-columns2.js";

export { declareColumns };