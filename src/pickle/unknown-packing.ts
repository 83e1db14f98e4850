/** Thrown for what is packed in a way that is not looked into; the message says how. */
export class UnknownPacking extends Error {}
