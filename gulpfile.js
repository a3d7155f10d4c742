const { dest, src } = require('gulp');

/** Icons and the codex file: what tsc leaves out of dist. */
function assets() {
	return src(['nodes/**/*.{png,svg,node.json}'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.default = assets;
