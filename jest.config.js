/** Fast tests: pure units, the node over real HTTP, and whole workflows through n8n-core's engine. */
module.exports = {
	testEnvironment: 'node',
	setupFiles: ['<rootDir>/test/helpers/seed.js'],
	roots: ['<rootDir>/test'],
	testMatch: ['<rootDir>/test/{unit,engine,simulator}/**/*.test.ts'],
	// Types are checked by the linter; here they are only stripped.
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false }] },
	// tsx would take `….node` for the codex file beside it, `….node.json`, so the node is imported as .js.
	moduleNameMapper: { '^(\\.{1,2}/.+)\\.js$': '$1' },
	testTimeout: 30_000,
	// Many of the tests wait for a server, so one worker for each core leaves none idle.
	maxWorkers: '100%',
};
