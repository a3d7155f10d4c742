/** Texts by the name of the block that shows them. */
export type Figures = Record<string, string>;

/** A block of a page: `<!-- figures:NAME -->`, the text, `<!-- /figures -->`; in a line or over several. */
const BLOCK = /(<!-- figures:(\S+) -->)(.*?)(<!-- \/figures -->)/gs;

const MARK = /<!-- \/?figures/g;

/**
 * Fills the blocks of the pages, and leaves the rest as it is.
 *
 * @param pages their texts by file name.
 * @throws Error that names the blocks without figures, the figures without a block, and the pages where
 * a block has no beginning or no end.
 */
export function fill(pages: Record<string, string>, figures: Figures): Record<string, string> {
	const wrong: string[] = [];
	const shown = new Set<string>();
	const filled: Record<string, string> = {};
	for (const [file, page] of Object.entries(pages)) {
		const names = [...page.matchAll(BLOCK)].map(([, , name = '']) => name);
		if ((page.match(MARK) ?? []).length !== names.length * 2) {
			wrong.push(`${file}: a block has no beginning or no end`);
		}
		filled[file] = page.replace(BLOCK, (block, begin: string, name: string, old: string, end) => {
			const text = figures[name];
			if (text === undefined) {
				wrong.push(`${file}: there are no figures for the block ${name}`);
				return block;
			}
			shown.add(name);
			const space = old.startsWith('\n') ? '\n\n' : '';
			return [begin, space, text, space, end].join('');
		});
	}
	const unused = Object.keys(figures).filter((name) => !shown.has(name));
	wrong.push(...unused.map((name) => `No page shows the figures ${name}`));
	if (wrong.length > 0) throw new Error(wrong.join('\n'));
	return filled;
}
