import type { IExecuteFunctions } from 'n8n-workflow';

import { shown } from '../../delivery/shown';
import { argument } from '../toolArguments';
import { choiceOf, recordOptions } from './options';

/** Sentences about the options of Record: Add whose value cannot be read, so that their default is used. */
export function unreadableOptions(context: IExecuteFunctions): string[] {
	const raw = context.getNodeParameter('options', 0, {}) as Record<string, unknown>;
	return recordOptions
		.filter(({ name, type, options = [] }) => {
			const value = argument(raw[name]);
			if (value === undefined || value === '') return false;
			if (type === 'number') return !Number.isFinite(Number(value));
			return (
				type === 'options' &&
				!options.some((option) => 'value' in option && option.value === choiceOf(value))
			);
		})
		.map(
			({ name, displayName, default: byDefault }) =>
				`The option "${displayName}" is ${shown(raw[name])}, which is no value of it. The default is used: ${byDefault as string | number}.`,
		);
}
