import { Octokit } from "./vendor-github.js";

export { Octokit };