import { object, string } from "./vendor-zod.js";

// src/diff/find-base.ts
const sha = string().regex(/^[0-9a-f]{40,64}$/);
const payload = object({
	pull_request: object({
		base: object({
			sha,
			ref: string()
		}),
		head: object({ sha })
	}).optional().catch(void 0),
	merge_group: object({
		base_sha: sha,
		base_ref: string()
	}).optional().catch(void 0)
});
/** Reads the base from a webhook payload; undefined for events that have none. */
function findBase(event) {
	const { data } = payload.safeParse(event);
	const { pull_request: pull, merge_group: group } = data ?? {};
	if (pull !== void 0) return {
		sha: pull.base.sha,
		branch: pull.base.ref,
		head: pull.head.sha
	};
	return group && {
		sha: group.base_sha,
		branch: group.base_ref.replace(/^refs\/heads\//, "")
	};
}

export { findBase };