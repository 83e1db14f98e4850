import { ServiceError, UserError, clipText, createHttp, formatBytes, formatNumber, isObject, showAddress } from "./core.js";
import { decompress } from "./decompress.js";
import { refuseContent, refuseOther, tooLarge } from "./refuse-content2.js";
import { ask } from "./ask.js";
import { explainRefusal } from "./refusal.js";
import { createRetries } from "./retries.js";

// src/services/content-encoding.ts
/** Encodings that are undone, and the ending of a file that is packed that way itself. */
const encodings = {
	gzip: {
		compression: "gzip",
		ending: ".gz"
	},
	"x-gzip": {
		compression: "gzip",
		ending: ".gz"
	},
	zstd: {
		compression: "zstd",
		ending: ".zst"
	}
};
/**
* The file behind an answer's bytes. Servers send files packed though they are asked not to, and objects may be stored
* so; but they say of a `.csv.gz`, too, that it is packed with gzip, and that one stays as it is. Throws UserError for
* encodings that are not known.
*/
function undoEncoding(chunks, headers, shown) {
	const names = (headers.get("content-encoding") ?? "").toLowerCase().split(",").map((each) => each.trim()).filter((each) => each !== "" && each !== "identity" && each !== "aws-chunked");
	const [name, ...others] = names;
	if (name === void 0) return chunks;
	const known = Object.entries(encodings).find(([each]) => each === name)?.[1];
	if (known === void 0 || others.length > 0) throw new UserError(`Cannot fetch "${shown}": the server packs it in a way that is not known here`, { hint: `Its content-encoding is "${names.join(", ").slice(0, 60)}"; gzip and zstd are undone` });
	if (shown.toLowerCase().endsWith(known.ending)) return chunks;
	return decompress(known.compression, chunks, shown);
}

// src/services/read-whole.ts
/** Thrown where what came so far is worth nothing: the file must be read again from its first byte. */
var StartAgain = class extends Error {};
/**
* The bytes of a file as they are sent, as many as the answer announces. Where it breaks off, the rest is asked for, if
* the server has named the content by a strong tag (RFC 9110, 8.8.3); else, and where the content is another one by
* then, it throws StartAgain. Throws UserError for a file that is too large.
*/
async function* readWhole(first, reading) {
	const { shown, host, mostBytes, onProgress } = reading;
	const total = lengthOf(first);
	const etag = strongTag(first);
	let done = 0;
	if (total !== void 0 && total > mostBytes) throw tooLarge(shown, mostBytes);
	for (let answer = first;; answer = await continueAt(done, etag, reading)) {
		try {
			for await (const chunk of answer.chunks) {
				done += chunk.length;
				if (done > mostBytes) throw tooLarge(shown, mostBytes);
				onProgress?.(done, total);
				yield chunk;
			}
			if (total === void 0 || done === total) return;
			const counts = `${formatBytes(done)} of ${formatBytes(total)}`;
			throw new ServiceError(`Cannot fetch "${shown}": it ended after ${counts}`, { service: host });
		} catch (cause) {
			await reading.retry(cause);
		}
		if (done > (total ?? Number.POSITIVE_INFINITY)) throw new StartAgain();
	}
}
async function continueAt(done, etag, reading) {
	if (done === 0 || etag === void 0) throw new StartAgain();
	const answer = await reading.askForRest(done, etag);
	const starts = /^bytes (\d+)-/.exec(answer.headers.get("content-range") ?? "")?.[1];
	if (answer.status === 206 && Number(starts) === done && answer.headers.get("etag") === etag) return answer;
	answer.close();
	throw new StartAgain();
}
function lengthOf(answer) {
	const written = answer.headers.get("content-length");
	return written !== null && /^\d{1,15}$/.test(written) ? Number(written) : void 0;
}
function strongTag(answer) {
	const etag = answer.headers.get("etag");
	return etag === null || etag.startsWith("W/") ? void 0 : etag;
}

// src/services/fetch-file.ts
/**
* The file that a target names, from the cache where the server says that it has not changed. It enters the cache when
* all of it is there and its digest is the one that is wanted.
*/
async function fetchFile(target, { cache, send, retry, mostBytes }, { sha256, sha256From, etag: listed, place = () => ({}), onProgress }) {
	const { shown, host, name } = target;
	const known = sha256 === void 0 ? await cache.recall(name) : void 0;
	if (known && known.etag === listed) return known.file;
	const askForRest = (start, etag) => send({
		range: `bytes=${start}-`,
		"if-match": etag
	}, [
		200,
		206,
		412,
		416
	]);
	const take = async (answer) => {
		const { headers } = answer;
		const sent = readWhole(answer, {
			shown,
			host,
			askForRest,
			retry,
			mostBytes,
			onProgress
		});
		const content = undoEncoding(sent, headers, shown);
		const file = await cache.add(refuseContent(content, {
			headers,
			shown,
			mostBytes
		}), (digest) => refuseOther(digest, {
			sha256,
			from: sha256From,
			shown,
			place: place(["data", "sha256"])
		}));
		const etag = headers.get("etag");
		if (etag !== null) await cache.remember(name, etag, file);
		return file;
	};
	for (;;) {
		const answer = known ? await send({ "if-none-match": known.etag }, [200, 304]) : await send({}, [200]);
		try {
			if (known && answer.status === 304) return known.file;
			return await take(answer);
		} catch (cause) {
			if (!(cause instanceof StartAgain)) throw cause;
		} finally {
			answer.close();
		}
	}
}

// src/services/object-list.ts
/**
* Parses the XML of a page, which is flat and written by machines. Keys that were asked for with `encoding-type=url` are
* escaped like a form's. Undefined for other text.
*/
function parseObjectPage(xml) {
	if (!/<ListBucketResult\b[^>]*>/.test(xml) || !xml.includes("</ListBucketResult>")) return void 0;
	const isEscaped = textOf(xml, "EncodingType") === "url";
	const decodeKey = (text) => isEscaped ? unescapeForm(text) : text;
	return {
		objects: elementsOf(xml, "Contents").map((each) => ({
			key: decodeKey(textOf(each, "Key") ?? ""),
			bytes: Number(textOf(each, "Size") ?? 0),
			etag: textOf(each, "ETag")
		})),
		folders: elementsOf(xml, "CommonPrefixes").map((each) => decodeKey(textOf(each, "Prefix") ?? "")),
		next: textOf(xml, "IsTruncated") === "true" ? textOf(xml, "NextContinuationToken") : void 0
	};
}
/** The content of all elements of a name; none of them holds another of its name. */
function elementsOf(xml, name) {
	const found = [];
	const [open, close] = [`<${name}>`, `</${name}>`];
	for (let at = xml.indexOf(open); at >= 0;) {
		const start = at + open.length;
		const end = xml.indexOf(close, start);
		if (end < 0) break;
		found.push(xml.slice(start, end));
		at = xml.indexOf(open, end + close.length);
	}
	return found;
}
function textOf(xml, name) {
	const start = xml.indexOf(`<${name}>`);
	const end = start < 0 ? -1 : xml.indexOf(`</${name}>`, start);
	return end < 0 ? void 0 : decodeEntities(xml.slice(start + name.length + 2, end));
}
const entities = {
	lt: "<",
	gt: ">",
	amp: "&",
	quot: "\"",
	apos: "'"
};
function decodeEntities(text) {
	return text.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (all, name, decimal, hex) => {
		if (name) return entities[name.toLowerCase()] ?? all;
		const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
		return code <= 1114111 ? String.fromCodePoint(code) : all;
	});
}
function unescapeForm(text) {
	try {
		return decodeURIComponent(text.replaceAll("+", " "));
	} catch {
		return text;
	}
}

// src/services/refuse-plain.ts
/** Throws UserError for an address that anyone on the way could read or change. */
function refusePlain(url, place = {}) {
	const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
	if (url.protocol === "https:" || url.protocol === "http:" && isHere) return;
	throw new UserError(`Cannot use "${showAddress(url.href)}": it is not encrypted`, {
		...place,
		hint: "Use https://; http:// is for servers on this machine alone"
	});
}

// src/services/objects.ts
/** Splits `s3://bucket/key`. A key may be empty, or the beginning of keys. Throws UserError. */
function parseObjectName(address, place = {}) {
	const [, bucket = "", key = ""] = /^s3:\/\/([^/]*)\/?(.*)$/is.exec(address) ?? [];
	if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(bucket) || bucket.includes("..")) throw new UserError(`Cannot use "${address}": "${bucket}" is no name of a bucket`, {
		...place,
		hint: "Expected s3://bucket/path/to/file"
	});
	if (Buffer.byteLength(key) > 1024) throw new UserError(`Cannot use "${clipText(address, 200)}": keys have at most 1,024 bytes`, place);
	if (key.split("/").some((part) => part === "." || part === "..")) throw new UserError(`Cannot use "${address}": no part of a key can be "." or ".."`, place);
	return {
		bucket,
		key
	};
}
/**
* The server for some objects: what mlops.yml says, else the environment, else Amazon's in us-east-1. Another
* server than Amazon's has the bucket in the path, as has a bucket whose name no certificate covers.
*/
function openStore(settings, options = {}, place = {}) {
	const region = options.region ?? settings.region ?? "us-east-1";
	if (!/^[a-z0-9-]{1,40}$/.test(region)) throw new UserError(`Cannot use region "${region}": expected a name such as "eu-central-1"`, place);
	const endpoint = options.endpoint ?? settings.endpoint;
	const base = endpoint === void 0 ? void 0 : parseEndpoint(endpoint, place);
	const { credentials } = settings;
	return {
		region,
		credentialsFrom: credentials && "AWS_ACCESS_KEY_ID",
		urlOf({ bucket, key }, query = {}) {
			const isInHost = base === void 0 && /^[a-z0-9-]{3,63}$/.test(bucket);
			const url = base ? new URL(base) : amazonUrl(isInHost ? `${bucket}.` : "", region);
			url.pathname = `${url.pathname.replace(/\/$/, "") + (isInHost ? "" : `/${bucket}`)}/${key.split("/").map(encode).join("/")}`;
			url.search = Object.entries(query).map(([name, value]) => `${name}=${encode(value)}`).join("&");
			return url.href;
		},
		async sign(url, now) {
			if (credentials === void 0) return {};
			const { AwsV4Signer } = await import("./vendor-aws4fetch.js");
			const { sessionToken, ...keys } = credentials;
			const signer = new AwsV4Signer({
				url,
				method: "GET",
				service: "s3",
				region,
				datetime: new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, ""),
				...keys,
				...sessionToken !== void 0 && { sessionToken }
			});
			return Object.fromEntries((await signer.sign()).headers);
		}
	};
}
function amazonUrl(prefix, region) {
	const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
	return new URL(`https://${prefix}s3.${region}.${domain}/`);
}
function parseEndpoint(endpoint, place) {
	const url = URL.canParse(endpoint) ? new URL(endpoint) : void 0;
	const { username, password, search, hash } = url ?? {};
	if (url && /^https?:$/.test(url.protocol) && !(username || password || search || hash)) {
		refusePlain(url, place);
		return url;
	}
	throw new UserError("Cannot use the endpoint of S3: expected an address such as https://minio.example.com", {
		...place,
		hint: "Credentials come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
	});
}
/** RFC 3986: everything but letters, digits and -._~ is escaped, as signatures have it. */
function encode(text) {
	return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

// src/services/sender.ts
/** Throws what `explainRefusal` makes of another answer. Credentials go to no other host than the target's. */
function createSender({ fetch, clock, userAgent, patience }, target, { retry, signal, place }) {
	const http = createHttp(guarded(fetch));
	const common = {
		"user-agent": userAgent,
		"accept-encoding": "identity"
	};
	const { url, shown } = target;
	return async (own, wanted) => {
		for (;;) {
			let wait;
			try {
				const headers = {
					...common,
					...own,
					...await target.headers(clock.now())
				};
				const answer = await ask(http, {
					url,
					headers,
					shown
				}, {
					signal,
					patience
				});
				const { status } = answer;
				if (wanted.includes(status)) return answer;
				wait = Number(answer.headers.get("retry-after")) || void 0;
				const text = await readText(answer, 65536).catch(() => "");
				throw explainRefusal({
					...target,
					status,
					headers: answer.headers,
					text,
					place
				});
			} catch (cause) {
				await retry(cause, wait);
			}
		}
	};
}
/** The text of an answer; throws ServiceError where it has more bytes. */
async function readText(answer, mostBytes) {
	const chunks = [];
	let bytes = 0;
	for await (const chunk of answer.chunks) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > mostBytes) throw new ServiceError("Cannot read an answer: it is too long", {
			service: "S3",
			rerun: false
		});
	}
	return Buffer.concat(chunks).toString("utf8");
}
/** Every request passes here, those that redirects lead to as well. */
function guarded(fetch) {
	return (url, options) => {
		refusePlain(new URL(url));
		return fetch(url, options);
	};
}

// src/services/list-folder.ts
const mostPages = 200;
/** A page has 1,000 keys of 1,024 bytes, three times as long when they are escaped. */
const longestPage = 16 << 20;
/** What lies right below a folder of a bucket, `s3://bucket/a/b`, in name order; the folder's own marker is left out. */
async function listFolder(address, { settings, s3, place = () => ({}) }, open) {
	const { bucket, key } = parseObjectName(address, place(["data", "path"]));
	const prefix = key === "" || key.endsWith("/") ? key : `${key}/`;
	const store = openStore(settings, s3, place(["data", "s3"]));
	const entries = /* @__PURE__ */ new Map();
	const common = {
		"list-type": "2",
		"encoding-type": "url",
		delimiter: "/",
		prefix
	};
	let token;
	for (let page = 0; page < mostPages; page++) {
		const query = {
			...token !== void 0 && { "continuation-token": token },
			...common
		};
		const url = store.urlOf({
			bucket,
			key: ""
		}, query);
		const { host } = new URL(url);
		const send = open({
			shown: address,
			name: address,
			host,
			url,
			headers: (now) => store.sign(url, now),
			isObject: true,
			credentialsFrom: store.credentialsFrom
		});
		const found = parseObjectPage(await readText(await send({}, [200]), longestPage));
		if (found === void 0) throw new ServiceError(`Cannot list "${address}": the answer is no list of objects`, {
			service: host,
			rerun: false
		});
		for (const { key: each, bytes, etag } of found.objects) {
			const name = each.slice(prefix.length);
			if (each.startsWith(prefix) && isName(name)) entries.set(name, {
				name,
				isFolder: false,
				bytes,
				etag
			});
		}
		for (const each of found.folders) {
			const name = each.slice(prefix.length).replace(/\/$/, "");
			if (each.startsWith(prefix) && isName(name)) entries.set(`${name}/`, {
				name,
				isFolder: true,
				bytes: void 0
			});
		}
		token = found.next;
		if (token === void 0) return [...entries.values()].sort((a, b) => a.name < b.name ? -1 : 1);
	}
	throw tooMany(address, place(["data", "path"]));
}
/** Keys may hold what no path can: an empty part, or one of dots. */
function isName(name) {
	return name !== "" && name !== "." && name !== ".." && !name.includes("/");
}
function tooMany(address, place) {
	return new UserError(`Cannot list "${address}": there are more than ${formatNumber(mostPages * 1e3)} objects in it`, {
		...place,
		hint: "Name a folder with fewer"
	});
}

// src/services/remote-target.ts
/** Throws UserError for what is no address of a file. */
function openTarget(address, { settings, s3, place = () => ({}) }) {
	if (isObject(address)) {
		const name = parseObjectName(address, place(["data", "path"]));
		if (name.key === "" || name.key.endsWith("/")) throw new UserError(`Cannot fetch "${address}": it names no object`, place(["data", "path"]));
		const { urlOf, sign, credentialsFrom } = openStore(settings, s3, place(["data", "s3"]));
		const url = urlOf(name);
		return {
			shown: address,
			name: url,
			host: new URL(url).host,
			url,
			headers: (now) => sign(url, now),
			isObject: true,
			credentialsFrom
		};
	}
	const url = parseWebAddress(address, place(["data", "path"]));
	const { username, password } = url;
	url.username = "";
	url.password = "";
	const hasPassword = `${username}${password}` !== "";
	const basic = Buffer.from(`${decode(username)}:${decode(password)}`).toString("base64");
	return {
		shown: showAddress(address),
		name: address,
		host: url.host,
		url: url.href,
		headers: async () => hasPassword ? { authorization: `Basic ${basic}` } : {},
		isObject: false,
		credentialsFrom: hasPassword ? "the address's password" : void 0
	};
}
function parseWebAddress(address, place) {
	const url = URL.canParse(address) ? new URL(address) : void 0;
	if (url === void 0 || !/^https?:$/.test(url.protocol)) throw new UserError(`Cannot use "${showAddress(address)}": expected a path, https:// or s3://`, place);
	refusePlain(url, place);
	return url;
}
/** Percent signs that escape nothing stay. */
function decode(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

// src/services/remote.ts
/** 16 GB: more than a hosted runner's disk is sure to take. */
const largest = 16e9;
const usualPatience = {
	milliseconds: 6e4,
	bytes: 61440
};
/** Fetches with retries, in one stream to the disk. */
function createRemote(options) {
	const { cache, settings, mostBytes = largest, patience = usualPatience } = options;
	const connect = (target, { signal, place = () => ({}) }) => {
		const retry = createRetries(options.clock, signal);
		const of = {
			retry,
			signal,
			place: place(["data", "path"])
		};
		return {
			retry,
			send: createSender({
				...options,
				patience
			}, target, of)
		};
	};
	return {
		async fetch(address, about) {
			const target = openTarget(address, {
				settings,
				...about
			});
			return (about.sha256 === void 0 ? void 0 : await cache.find(about.sha256)) ?? fetchFile(target, {
				cache,
				mostBytes: about.mostBytes ?? mostBytes,
				...connect(target, about)
			}, about);
		},
		list: (address, about) => listFolder(address, {
			settings,
			...about
		}, (target) => connect(target, about).send)
	};
}

export { createRemote };