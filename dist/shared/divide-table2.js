import { divideRows, divideTable } from "./divide-table.js";

export { divideTable };