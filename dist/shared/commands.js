// src/commands/command.ts
/** Declares a command; the identity function, for its types. */
function defineCommand(command) {
	return command;
}

export { defineCommand };