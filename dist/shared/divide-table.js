import { columnOf, divideRows, divideTable, gapOf, hashGroups } from "./actions.js";

export { divideTable };