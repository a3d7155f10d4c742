import 'reflect-metadata';
import type * as BackendCommon from '@n8n/backend-common';
import type * as Config from '@n8n/config';
import type * as Di from '@n8n/di';
import type * as ExpressionRuntime from '@n8n/expression-runtime';
import type * as LuxonTransfer from '@n8n/expression-runtime/dist/cjs/runtime/luxon-transfer';
import { createRequire } from 'node:module';

// Other dev tools bring further versions of these packages. A container or logger counts only if it
// is the very copy that n8n-core or n8n-workflow loads, so each is looked up from there.
const fromCore = createRequire(require.resolve('n8n-core'));
const fromWorkflow = createRequire(require.resolve('n8n-workflow'));

/** n8n's dependency injection container. */
export const { Container } = fromCore('@n8n/di') as typeof Di;
export const { Logger } = fromCore('@n8n/backend-common') as typeof BackendCommon;
/** n8n's settings, read from the environment with n8n's defaults. */
export const { GlobalConfig } = fromCore('@n8n/config') as typeof Config;
export const { ExpressionEvaluator, IsolatedVmBridge, QuickJsBridge } = fromWorkflow(
	'@n8n/expression-runtime',
) as typeof ExpressionRuntime;
/** Gives back luxon's values in a result of the isolate. */
export const { unwrapLuxonValues } = fromWorkflow(
	'@n8n/expression-runtime/dist/cjs/runtime/luxon-transfer.js',
) as typeof LuxonTransfer;
