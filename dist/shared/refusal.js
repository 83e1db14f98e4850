import { ServiceError, UserError } from "./core.js";

// src/services/refusal.ts
/** What to do about an error of S3, by its code. */
const objectHints = {
	NoSuchKey: () => "Check the path; upper and lower case differ",
	NoSuchBucket: () => "Check the bucket's name, and data.s3.endpoint where it is not at Amazon",
	AccessDenied: ({ credentialsFrom }) => credentialsFrom ? "They need s3:GetObject for it, and s3:ListBucket for a folder; without s3:ListBucket a missing object is denied, too" : "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; on GitHub, aws-actions/configure-aws-credentials does",
	SignatureDoesNotMatch: () => "Check AWS_SECRET_ACCESS_KEY",
	InvalidAccessKeyId: () => "Check AWS_ACCESS_KEY_ID, and AWS_SESSION_TOKEN where there is one",
	ExpiredToken: () => "Get new credentials: those of AWS_SESSION_TOKEN have expired",
	InvalidToken: () => "Check AWS_SESSION_TOKEN",
	RequestTimeTooSkewed: () => "Set this machine's clock",
	InvalidObjectState: () => "It is archived: restore it first"
};
/** An answer other than the content as an error: of the user, or of the server where asking again may help. */
function explainRefusal(refusal) {
	const { status, shown, host, isObject, place } = refusal;
	const code = isObject ? codeOf(refusal.text) : void 0;
	const quoted = code === void 0 ? `status ${status}` : `${code}, status ${status}`;
	const who = isObject || [401, 403].includes(status) ? `, asked ${asked(refusal)}` : "";
	const message = `Cannot fetch "${shown}": ${reasonOf(status)} (${quoted}${who})`;
	if (isRetried(status)) return new ServiceError(message, {
		service: host,
		status
	});
	const region = regionOf(refusal);
	const hint = region ? `The bucket is in ${region}: set data.s3.region to it, or AWS_REGION` : isObject ? objectHints[code ?? (status === 403 ? "AccessDenied" : "")]?.(refusal) : [401, 403].includes(status) ? "Check the address; a signed one may have expired" : void 0;
	return new UserError(message, {
		...place,
		hint
	});
}
/** True for a status that may be another one a little later. */
function isRetried(status) {
	return status === 408 || status === 425 || status === 429 || status >= 500;
}
function reasonOf(status) {
	if (status === 404 || status === 410) return "there is no such file";
	if (status === 401 || status === 403) return "access denied";
	if (status === 429 || status === 503) return "the server is asked too often";
	if (status >= 500) return "the server failed";
	return "the server refuses";
}
function asked({ credentialsFrom }) {
	return credentialsFrom === void 0 ? "anonymously" : `with ${credentialsFrom}`;
}
/** The code of an error of S3; its other texts may name keys. */
function codeOf(text) {
	return /<Code>([A-Za-z]{1,64})<\/Code>/.exec(text)?.[1];
}
/** Where a bucket is that was asked for in another region. */
function regionOf({ status, headers, text, isObject }) {
	const code = codeOf(text);
	if (!isObject || !(status === 301 || code === "PermanentRedirect" || code === "AuthorizationHeaderMalformed")) return void 0;
	const named = headers.get("x-amz-bucket-region") ?? /<Region>([^<]*)<\/Region>/.exec(text)?.[1];
	return named !== void 0 && /^[a-z0-9-]{1,40}$/.test(named) ? named : void 0;
}

export { explainRefusal, isRetried };