// src/images/find-format.ts
const starts = [
	[
		"jpeg",
		0,
		"\u00ff\u00d8\u00ff"
	],
	[
		"png",
		0,
		"\u0089PNG\r\n\n"
	],
	[
		"gif",
		0,
		"GIF8"
	],
	[
		"bmp",
		0,
		"BM"
	],
	[
		"tiff",
		0,
		"II*\0"
	],
	[
		"tiff",
		0,
		"MM\0*"
	],
	[
		"jpeg2000",
		4,
		"jP  \r\n\u0087\n"
	],
	[
		"avif",
		4,
		"ftypavi"
	],
	...[
		"heic",
		"heix",
		"hevc",
		"hevx",
		"heim",
		"heis",
		"mif1",
		"msf1"
	].map((brand) => [
		"heic",
		4,
		`ftyp${brand}`
	])
];
/** The format of an image by its first bytes, undefined for what is no image that is known. */
function findImageFormat(bytes) {
	if (hasText(bytes, 0, "RIFF") && hasText(bytes, 8, "WEBP")) return "webp";
	return starts.find(([, at, text]) => hasText(bytes, at, text))?.[0];
}
/** Whether these Latin-1 characters stand there. */
function hasText(bytes, at, text) {
	for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
	return true;
}
const endings = [
	["jpeg", /\.(jpe?g|jpe|jfif)$/i],
	["png", /\.a?png$/i],
	["webp", /\.webp$/i],
	["gif", /\.gif$/i],
	["bmp", /\.(bmp|dib)$/i],
	["tiff", /\.tiff?$/i],
	["heic", /\.hei[cf]$/i],
	["avif", /\.avif$/i],
	["jpeg2000", /\.(jp2|j2k)$/i]
];
/** The format that a file's name says, undefined for the name of no image. */
function formatOfName(name) {
	return endings.find(([, ending]) => ending.test(name))?.[0];
}

export { findImageFormat, formatOfName, hasText };