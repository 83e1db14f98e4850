import { prComment } from "./pr-comment.js";

export { prComment };