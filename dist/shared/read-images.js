import { UserError, counted, digestDataSet, formatNumber, listFirst } from "./core.js";
import { glanceAtImage } from "./examine-image.js";
import { formatOfName } from "./find-format.js";
import { isImageSet, isTraining, planImages } from "./plan-images.js";
import { refuseLfsPointer } from "./data.js";
import { listFolder } from "./dividing.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/images/image-duplicates.ts
/** Finds exact duplicates by digest. Files without an image in them are passed over: they are all alike. */
function findDuplicates(images) {
	const groups = /* @__PURE__ */ new Map();
	for (const [row, { digest, fault }] of images.entries()) {
		if (fault === "empty" || fault === "no image") continue;
		const group = groups.get(digest);
		if (group === void 0) groups.set(digest, [row]);
		else group.push(row);
	}
	const found = {
		conflicts: [],
		leaks: [],
		repeats: []
	};
	for (const rows of groups.values()) {
		if (rows.length === 1) continue;
		const [labelled, parted] = [differ(rows, (row) => images[row].class), differ(rows, (row) => images[row].part)];
		if (labelled) found.conflicts.push(...rows);
		else if (parted) found.leaks.push(...rows);
		else found.repeats.push(...rows.slice(1));
	}
	for (const list of Object.values(found)) list.sort((a, b) => a - b);
	return found;
}
/** Whether two of the rows have different values; a row without one differs from none. */
function differ(rows, of) {
	return new Set(rows.map(of).filter((value) => value !== void 0)).size > 1;
}

// src/images/image-table.ts
/** Faults with which no program can show an image as it was. */
const unreadable = [
	"empty",
	"no image",
	"unsupported",
	"cut off",
	"corrupt"
];
/** Whether an image decodes; undefined where it was too large to try. */
function isReadable({ fault }) {
	if (fault === "too large") return void 0;
	return fault === void 0 || !unreadable.includes(fault);
}
/** The columns of a folder of images, a row an image. `class` and `part` are there where an image has one. */
function imageColumns(images) {
	const text = (name, of) => textColumn(name, images.map(of));
	const integer = (name, of) => numericColumn(name, "integer", images.map(of));
	return [
		text("path", ({ name }) => name),
		...images.some((image) => image.class !== void 0) ? [text("class", (image) => image.class)] : [],
		...images.some(({ part }) => part !== void 0) ? [text("part", ({ part }) => part)] : [],
		text("format", ({ format }) => format),
		integer("width", ({ header }) => header?.width),
		integer("height", ({ header }) => header?.height),
		integer("channels", ({ header }) => header?.channels),
		text("mode", ({ header }) => header?.mode),
		integer("frames", ({ header }) => header?.frames),
		integer("orientation", ({ header }) => header?.orientation),
		integer("bytes", ({ bytes }) => bytes),
		numericColumn("readable", "boolean", images.map((image) => {
			const readable = isReadable(image);
			return readable === void 0 ? void 0 : Number(readable);
		})),
		text("digest", ({ digest }) => digest)
	];
}
function textColumn(name, values) {
	const codes = /* @__PURE__ */ new Map();
	return {
		kind: "text",
		name,
		type: "text",
		codes: Int32Array.from(values, (value) => {
			if (value === void 0) return -1;
			const code = codes.get(value) ?? codes.size;
			codes.set(value, code);
			return code;
		}),
		dictionary: [...codes.keys()]
	};
}
function numericColumn(name, type, values) {
	return {
		kind: "numeric",
		name,
		type,
		values: Float64Array.from(values, (value) => value ?? NaN),
		invalid: [],
		invalidCount: 0
	};
}

// src/images/image-findings.ts
/** What each fault is called, of one image and of several. */
const faultWords = {
	empty: ["is empty", "are empty"],
	"no image": ["is no image", "are no images"],
	unsupported: ["is neither JPEG, PNG nor WebP", "are neither JPEG, PNG nor WebP"],
	"cut off": ["ends early", "end early"],
	corrupt: ["is corrupt", "are corrupt"],
	damaged: ["is damaged", "are damaged"],
	CMYK: ["is a CMYK JPEG", "are CMYK JPEGs"],
	"too large": ["is too large", "are too large"]
};
/**
* What is wrong with a folder of images, errors first. The rule of a finding is the column that it is about, where it
* is about one; files are named by `pathOf`, which puts the folder before a name.
*/
function imageFindings(images, { others, emptyFolders }, pathOf) {
	const about = (severity, rule, names, message) => names.length === 0 ? [] : [{
		severity,
		rule,
		message,
		hint: listNames(names),
		file: pathOf(names[0])
	}];
	const files = counted(others.length, "file");
	const left = `${others.length === 1 ? "is no image by its name and was" : "are no images by their names and were"} left out`;
	const findings = [
		...[
			...faults(images),
			...duplicates(images),
			...oddities(images)
		].flatMap((matter) => findingOf(matter, images, pathOf)),
		...about("warning", "folders", emptyFolders, `${counted(emptyFolders.length, "folder")} ${emptyFolders.length === 1 ? "holds" : "hold"} no image`),
		...about("info", "files", others, `${files} ${left}`)
	];
	return [
		"error",
		"warning",
		"info"
	].flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}
function findingOf({ severity, rule, rows, says, advice }, images, pathOf) {
	const [first] = rows;
	if (first === void 0) return [];
	const names = rows.map((row) => images[row].name);
	return [{
		severity,
		rule,
		message: `${formatNumber(rows.length)} of ${counted(images.length, "image")} ${says[rows.length === 1 ? 0 : 1]}`,
		hint: advice === void 0 ? listNames(names) : `${listNames(names)}; ${advice}`,
		file: pathOf(names[0]),
		row: first + 1
	}];
}
function duplicates(images) {
	const { conflicts, leaks, repeats } = findDuplicates(images);
	return [
		{
			severity: "error",
			rule: "digest",
			rows: conflicts,
			says: ["is in another class too", "are in another class too"],
			advice: "the same bytes in two classes are a wrong label in one of them"
		},
		{
			severity: "error",
			rule: "digest",
			rows: leaks,
			says: ["is in another part too", "are in another part too"],
			advice: "a model is tested on what it has seen: keep them in one part"
		},
		{
			severity: "warning",
			rule: "digest",
			rows: repeats,
			says: ["repeats an earlier one of its class", "repeat an earlier one of their class"]
		}
	];
}
function faults(images) {
	const broken = where(images, (image) => isReadable(image) === false);
	const untried = where(images, ({ fault }) => fault === "CMYK" || fault === "too large");
	const [why, whyNot] = [countFaults(images, broken), countFaults(images, untried)];
	return [
		{
			severity: "error",
			rule: "readable",
			rows: broken,
			says: [`cannot be read: ${why}`, `cannot be read: ${why}`],
			advice: "replace or remove them, or say how many there may be: { column: readable, enum: [true], mostly: 99% }"
		},
		{
			severity: "warning",
			rule: "readable",
			rows: where(images, ({ fault }) => fault === "damaged"),
			says: ["is damaged and decodes all the same", "are damaged and decode all the same"]
		},
		{
			severity: "info",
			rule: "readable",
			rows: untried,
			says: [`was not decoded: ${whyNot}`, `were not decoded: ${whyNot}`]
		}
	];
}
function oddities(images) {
	const trained = new Set(images.filter(({ part }) => isTraining(part)).map((image) => image.class));
	return [
		{
			severity: "warning",
			rule: "format",
			rows: where(images, ({ name, format }) => format !== void 0 && formatOfName(name) !== format),
			says: ["is of another format than its name says", "are of another format than their names say"]
		},
		{
			severity: "warning",
			rule: "classes",
			rows: where(images, (image) => image.class !== void 0 && trained.size > 0 && !trained.has(image.class)),
			says: ["is of a class without images to train on", "are of classes without images to train on"]
		},
		{
			severity: "info",
			rule: "frames",
			rows: where(images, ({ header }) => (header?.frames ?? 1) > 1),
			says: ["is animated", "are animated"],
			advice: "only the first frame is decoded"
		},
		{
			severity: "info",
			rule: "orientation",
			rows: where(images, ({ header }) => (header?.orientation ?? 1) > 1),
			says: ["is turned by its EXIF orientation", "are turned by their EXIF orientation"],
			advice: "width and height are as stored, before turning"
		}
	];
}
function where(images, holds) {
	return [...images.keys()].filter((row) => holds(images[row]));
}
/** `2 end early, 1 is no image`. */
function countFaults(images, rows) {
	const counts = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const { fault } = images[row];
		if (fault !== void 0) counts.set(fault, (counts.get(fault) ?? 0) + 1);
	}
	return [...counts].map(([fault, count]) => `${formatNumber(count)} ${faultWords[fault][count === 1 ? 0 : 1]}`).join(", ");
}
const shown = 10;
/** `a.jpg, b.jpg and 205 more`. */
function listNames(names) {
	return listFirst(names, shown);
}

// src/actions/read-images.ts
/** About the bytes and files that are in memory at a time, twice: while some are decoded, the next are read. */
const batch = {
	bytes: 32 << 20,
	files: 512
};
/** Files that are read at the same time: what lies elsewhere takes its time to come. */
const atOnce = 8;
/** Larger files are not decoded; only their first bytes are looked at. */
const mostBytes = 64 << 20;
const headBytes = 1 << 20;
/** The files of a folder of images, or of a pattern of them; undefined where the path is none. */
async function findImages(files, path) {
	const listed = await listFolder(files, path);
	return isImageSet(listed.names) ? listed : void 0;
}
/** The images of such a folder as files of a data set; their digest is that of the table of `readImages`. */
function imageFiles({ base, names, folders }) {
	return planImages(names, folders).images.map(({ name }) => {
		const path = base === "." ? name : `${base}/${name}`;
		return {
			path,
			source: path,
			name,
			bytes: 0,
			partitions: /* @__PURE__ */ new Map()
		};
	});
}
/**
* Reads a folder of images by class as a table with a row an image, in path order: every image is decoded once to see
* that it can be. What is wrong with the images is in `findings`. Throws UserError where Git LFS keeps them, and for
* links to folders: a class would be missing without a word.
*/
async function readImages(source, { base, names, folders }, options) {
	const plan = planImages(names, folders);
	const pathOf = (name) => base === "." ? name : `${base}/${name}`;
	for (const name of plan.others) if (await options.files.size(pathOf(name)) === void 0) throw noFile(pathOf(name));
	const examined = await examineAll(plan.images.map(({ name }) => pathOf(name)), options);
	const images = plan.images.map((image, row) => ({
		...image,
		...examined[row]
	}));
	return {
		source,
		rows: images.length,
		columns: imageColumns(images),
		lines: /* @__PURE__ */ new Uint32Array(0),
		bytes: images.reduce((sum, { bytes }) => sum + bytes, 0),
		digest: digestDataSet(images.map(({ name, digest }) => ({
			path: name,
			digest
		}))),
		fileOf: (row) => pathOf(images[row].name),
		findings: imageFindings(images, plan, pathOf),
		holdsImages: true
	};
}
async function examineAll(paths, options) {
	const { pool, signal, onProgress } = options;
	const examined = [];
	let running = Promise.resolve([]);
	for (let next = 0; next < paths.length;) {
		const { job, glanced, end } = await readBatch(paths, next, options);
		examined.push(...await running);
		const done = examined.length;
		running = pool.run("images", job, job.offsets.length - 1, {
			signal,
			onDone: (count) => onProgress?.(done + count, paths.length)
		}).then((answers) => answers.map((answer, index) => glanced.get(index) ?? answer));
		running.catch(() => {});
		next = end;
	}
	examined.push(...await running);
	return examined;
}
async function readBatch(paths, start, options) {
	const { files } = options;
	const contents = [];
	const glanced = /* @__PURE__ */ new Map();
	let bytes = 0;
	let end = start;
	while (end < paths.length && contents.length < batch.files && bytes < batch.bytes) {
		const next = await sizesOf(paths.slice(end, end + atOnce), batch.bytes - bytes, files);
		for (const read of await Promise.all(next.map((file) => readOne(file, options)))) {
			if (!(read instanceof Uint8Array)) glanced.set(contents.length, read);
			const content = read instanceof Uint8Array ? read : /* @__PURE__ */ new Uint8Array(0);
			contents.push(content);
			bytes += content.length;
		}
		end += next.length;
	}
	return {
		job: joined(contents, bytes),
		glanced,
		end
	};
}
/** As many of the files as have that many bytes together, and one at least. Throws UserError for what is no file. */
async function sizesOf(paths, most, files) {
	const sizes = await Promise.all(paths.map((path) => files.size(path)));
	const taken = [];
	let sum = 0;
	for (const [index, path] of paths.entries()) {
		const size = sizes[index];
		if (size === void 0) throw noFile(path);
		sum += size;
		if (taken.length > 0 && sum > most) break;
		taken.push({
			path,
			size
		});
	}
	return taken;
}
/** A file's bytes, or what its first ones say where they are too many. */
async function readOne({ path, size }, options) {
	options.signal?.throwIfAborted();
	if (size > mostBytes) return glance(path, size, options);
	const content = await options.files.readRange(path, 0, size);
	refuseLfsPointer(content, path, path.replace(/[^/]*$/, "**"));
	return content;
}
function joined(contents, length) {
	const bytes = new Uint8Array(new SharedArrayBuffer(length));
	const offsets = new Uint32Array(contents.length + 1);
	for (const [index, content] of contents.entries()) {
		bytes.set(content, offsets[index]);
		offsets[index + 1] = offsets[index] + content.length;
	}
	return {
		bytes,
		offsets
	};
}
async function glance(path, size, { files, signal }) {
	const hash = createHash("sha256");
	for await (const chunk of files.stream(path)) {
		signal?.throwIfAborted();
		hash.update(chunk);
	}
	return glanceAtImage(await files.readRange(path, 0, headBytes), size, hash.digest("hex"));
}
function noFile(path) {
	return new UserError(`Cannot read "${path}": it is neither a file nor a folder`, {
		file: path,
		hint: "Links to folders are not followed: copy the images, or name the folder itself"
	});
}

export { findImages, imageFiles, readImages };