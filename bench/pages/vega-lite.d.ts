/** The package tells its types only to newer ways of resolving modules than this project's. */
declare module 'vega-lite' {
	export { compile, type TopLevelSpec } from 'vega-lite/build/index.js';
}
