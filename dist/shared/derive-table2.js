import { planProjectColumns, withDerived } from "./derive-table.js";

export { planProjectColumns, withDerived };