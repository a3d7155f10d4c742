import { fieldsOf, first, text, textOrNumber, type Fields } from './jsonFields';
import { isObject } from './reply';

/** The status that a JSON object gives itself, if it is one of an error: `{"status": 409, …}`. */
export function errorStatusOf(fields: Fields): number | undefined {
	const status = first(fields, textOrNumber, ['status', 'statuscode', 'httpstatus', 'code']);
	return status !== undefined && /^[45]\d\d$/.test(status) ? Number(status) : undefined;
}

/** The status of an error that came under the HTTP status of a success, as some gateways send it. */
export function errorStatusIn(json: unknown): number | undefined {
	if (!isObject(json)) return undefined;
	const fields = fieldsOf(json);
	const inner = fields.get('error');
	return errorStatusOf(fields) ?? (isObject(inner) ? errorStatusOf(fieldsOf(inner)) : undefined);
}

/** Words of `status` that mean no. Those of `state` are 8x8's own, for a record that it has. */
const NO = /^(?:error|fail(?:ed|ure)?|rejected|refused|invalid|duplicate|conflict)$/i;

/** Whether a JSON object says of itself that it is about a failure, of all or of a part. */
export const saysFailed = (fields: Fields): boolean =>
	saysWhollyFailed(fields) ||
	['errors', 'errorcode', 'errormessage'].some((name) => isSomething(fields.get(name))) ||
	errorStatusOf(fields) !== undefined;

/** Whether it leaves nothing that succeeded. */
export const saysWhollyFailed = (fields: Fields): boolean =>
	FLAGS.some((name) => fields.get(name) === false) ||
	isSomething(fields.get('error')) ||
	isSomething(fields.get('fault')) ||
	NO.test(text(fields.get('status')) ?? '');

/** Words of `status` that mean yes. */
const YES = /^(?:2\d\d|ok|success(?:ful)?|succeeded|created|added|accepted|stored|new|pending)$/i;

/** Whether it says of itself that it is about a success. */
export const saysSucceeded = (fields: Fields): boolean =>
	FLAGS.some((name) => fields.get(name) === true) ||
	YES.test(first(fields, textOrNumber, ['status', 'statuscode', 'httpstatus', 'code']) ?? '');

const FLAGS = ['success', 'successful', 'ok', 'accepted', 'added', 'created'];

function isSomething(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
	return value !== undefined && value !== null && value !== false && value !== '' && value !== 0;
}
