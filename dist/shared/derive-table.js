import { planProjectColumns, withDerived } from "./core.js";

export { planProjectColumns, withDerived };