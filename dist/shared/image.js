// src/images/image.ts
/** Why an image cannot be decoded; the message is for the code's readers. */
var DecodeError = class extends Error {
	fault;
	constructor(fault, message) {
		super(message);
		this.fault = fault;
	}
};
/** Larger images are not decoded: it bounds memory and time, and no photograph that models learn from comes near. */
const maxPixels = 5e7;

export { DecodeError, maxPixels };