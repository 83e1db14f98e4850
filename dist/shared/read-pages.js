// src/services/read-pages.ts
const perPage = 100;
/** The items of at most so many pages; a page that is not full is the last one. */
async function readPages(most, read) {
	const all = [];
	for (let page = 1; page <= most; page++) {
		const items = await read({
			page,
			per_page: perPage
		});
		all.push(...items);
		if (items.length < perPage) break;
	}
	return all;
}

export { readPages };