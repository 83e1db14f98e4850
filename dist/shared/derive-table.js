import { planProjectColumns, withDerived } from "./actions.js";

export { planProjectColumns, withDerived };