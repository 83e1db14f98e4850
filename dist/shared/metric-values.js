import { isRecord } from "./config.js";

// src/imports/metric-values.ts
/** Numbers alone. */
const onlyValues = (values) => ({
	values,
	curves: []
});
/**
* A value of what is known to be an object, for keys that may be `__proto__`: such a key is left out, as everything that
* is read from a file is put into plain objects.
*/
function entriesOf(value) {
	return isRecord(value) ? Object.entries(value).filter(([key]) => key !== "__proto__") : [];
}

export { entriesOf, onlyValues };