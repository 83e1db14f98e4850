// src/pickle/pickle-findings.ts
/**
* The findings of a scan, all errors: each global that is not allowed, here or by name (`module.name`), and each problem,
* which no name allows. None where reading the file is as safe as the list of allowed globals.
*/
function findingsOfPickle(scan, { allowed }) {
	const names = new Set(allowed);
	const findings = [];
	for (const { module, name, judgement, offset, member } of scan.globals) {
		if (judgement === "allowed" || names.has(`${module}.${name}`)) continue;
		const why = judgement === "dangerous" ? "which can run code" : "which is not known to be harmless";
		findings.push({
			severity: "error",
			rule: "pickle",
			message: `Reading the model imports ${module}.${name}, ${why} (byte ${offset}${inMember(member)})`,
			hint: `If you trust this file and need it, allow "${module}.${name}" by name`,
			file: scan.name
		});
	}
	for (const { message, offset, member } of scan.problems) findings.push({
		severity: "error",
		rule: "pickle",
		message: `The model cannot be seen to be harmless: ${message} (byte ${offset}${inMember(member)})`,
		hint: "Write the model again with its own library; what is not seen cannot be allowed by name",
		file: scan.name
	});
	return findings;
}
function inMember(member) {
	return member === "" ? "" : ` of ${member}`;
}

export { findingsOfPickle };