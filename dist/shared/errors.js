// src/errors.ts
/** Wrong input, file or permission: the user can mend it. Shown at its place, without a stack; CLI exit 2. */
var UserError = class extends Error {
	name = "UserError";
	hint;
	place;
	constructor(message, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.hint = options.hint;
		this.place = {
			file: options.file,
			line: options.line,
			column: options.column
		};
	}
};
/** An outside service failed after its retries were spent; CLI exit 3. `rerun` says whether a rerun may help. */
var ServiceError = class extends Error {
	name = "ServiceError";
	service;
	status;
	rerun;
	hint;
	constructor(message, options) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.service = options.service;
		this.status = options.status;
		this.rerun = options.rerun ?? true;
		this.hint = options.hint;
	}
};

export { ServiceError, UserError };