import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const communityNodes = n8nCommunityNodesPlugin.configs.recommended;
const { community, credentials, nodes } = n8nNodesBase.configs;

/**
 * What n8n's scanner reads (package.json, nodes/, credentials/) meets both n8n plugins at their
 * strictest published configuration; the few rules switched off here are those that n8n's own
 * configuration (@n8n/node-cli) switches off, because they contradict the newer plugin.
 */
export default tseslint.config(
	{ ignores: ['dist', 'coverage', 'reports', '.stryker-tmp', 'node_modules', 'package-lock.json'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.dev.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			eqeqeq: 'error',
		},
	},
	{
		files: ['*.js', '*.mjs', 'scripts/**/*.mjs'],
		extends: [js.configs.recommended],
		languageOptions: { globals: globals.node },
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [communityNodes],
		linterOptions: { noInlineConfig: true },
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: { 'no-console': 'error' },
	},
	{
		files: ['bench', 'credentials', 'nodes/*/resources', 'scripts', 'simulator'].map(
			(folder) => `${folder}/**/*.ts`,
		),
		// Names that are declared further down count too.
		rules: { '@typescript-eslint/no-shadow': ['error', { hoist: 'all' }] },
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{
		files: ['package.json'],
		extends: [communityNodes],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
		rules: { ...community.rules },
	},
);
