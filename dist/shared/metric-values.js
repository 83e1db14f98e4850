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
	return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value).filter(([key]) => key !== "__proto__") : [];
}
/** Whether a value is an object that is no list. */
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export { entriesOf, isRecord, onlyValues };