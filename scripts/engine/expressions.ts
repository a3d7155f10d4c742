import { Expression, LoggerProxy } from 'n8n-workflow';
// n8n-workflow exports these hooks only from here under TypeScript's node10 resolution.
import { expressionSandboxHooks } from 'n8n-workflow/dist/cjs/expression-sandboxing.js';
import {
	Container,
	ExpressionEvaluator,
	GlobalConfig,
	IsolatedVmBridge,
	QuickJsBridge,
	unwrapLuxonValues,
} from './internals';
import { inOwnRealm } from './ownRealm';

/** What an operator sets by N8N_EXPRESSION_ENGINE and its companions. */
export interface EngineSettings {
	engine?: 'vm' | 'quickjs' | 'legacy';
	/** Megabytes of an isolate; n8n takes 8 and more. */
	memoryLimit?: number;
	/** Milliseconds of an evaluation. */
	timeout?: number;
}

class OwnRealmBridge extends IsolatedVmBridge {
	override execute(...call: Parameters<InstanceType<typeof IsolatedVmBridge>['execute']>): unknown {
		return unwrapLuxonValues(inOwnRealm(super.execute(...call)));
	}
}

/**
 * Starts the expression engine that n8n starts by default: an isolated VM, with n8n's limits and
 * sandbox. Without it n8n-workflow silently falls back to the legacy evaluator.
 *
 * n8n calls `Expression.initExpressionEngine`, which loads the evaluator by a dynamic `import()`;
 * jest cannot do that without an experimental flag, so the evaluator is set from here. One setting
 * differs: `lazyAcquire` makes the isolate (about 40 ms each) on the first expression of a run, so
 * that runs without expressions do not pay for it.
 */
export async function startExpressionEngine(settings: EngineSettings = {}): Promise<void> {
	const config = Container.get(GlobalConfig).expressionEngine;
	const {
		engine = 'vm',
		memoryLimit = config.bridgeMemoryLimit,
		timeout = config.bridgeTimeout,
	} = settings;
	Expression.setExpressionEngine(engine);
	if (engine === 'legacy') return;
	const limits = { timeout, memoryLimit, logger: LoggerProxy };
	const evaluator = new ExpressionEvaluator({
		createBridge: () =>
			engine === 'quickjs' ? new QuickJsBridge(limits) : new OwnRealmBridge(limits),
		maxCodeCacheSize: config.maxCodeCacheSize,
		poolSize: config.poolSize,
		lazyAcquire: true,
		hooks: expressionSandboxHooks,
		logger: LoggerProxy,
	});
	await evaluator.initialize();
	Object.assign(Expression, { vmEvaluator: evaluator });
	if (Expression.getActiveImplementation() !== engine) {
		throw new Error('n8n-workflow does not use the evaluator it was given');
	}
}

/** Frees the isolates that are still warm. */
export async function stopExpressionEngine(): Promise<void> {
	await Expression.disposeExpressionEngine();
}
