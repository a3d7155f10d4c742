import { STATUS_CODES } from 'node:http';

export interface FieldError {
	field: string;
	code: string;
	message: string;
}

/** A refusal in words. */
export interface Problem {
	status: number;
	title: string;
	detail: string;
	errors?: FieldError[];
}

/** The same, with what 8x8 support asks for. */
export interface Occurrence extends Problem {
	path: string;
	instance: string;
	/** ISO 8601. */
	time: string;
}

const list = (errors: FieldError[] = []) =>
	errors.map(({ field, message }) => `${field} ${message}`).join('; ');

/** All that it says, for envelopes that have one text. */
const said = ({ detail, errors }: Occurrence) => (errors ? `${detail}: ${list(errors)}` : detail);

const byField = (errors: FieldError[]) =>
	Object.fromEntries(errors.map(({ field, message }) => [field, [message]]));

/**
 * The JSON in which a refusal may come: 8x8's documented problem first, then those of its other
 * suites, of gateways and of frameworks.
 */
export const ENVELOPES = {
	problem: ({ title, status, detail, instance, time, errors }) => ({
		title,
		status,
		detail,
		instance,
		time,
		errors,
	}),
	/** 8x8's other suites. */
	coded: (occurrence) => ({
		code: 1000 + occurrence.status,
		message: said(occurrence),
		errorId: `error-${occurrence.instance.split('#').at(-1)}`,
		timestamp: occurrence.time,
	}),
	/** 8x8's Administration. */
	codedList: (occurrence) => ({ errors: [{ code: 'REFUSED', message: said(occurrence) }] }),
	/** Amazon's API Gateway, Kong. */
	message: (occurrence) => ({ message: said(occurrence) }),
	capitals: (occurrence) => ({ Message: said(occurrence) }),
	error: (occurrence) => ({ error: said(occurrence) }),
	google: ({ status, detail, errors }) => ({
		error: {
			code: status,
			message: detail,
			status: 'FAILED_PRECONDITION',
			details: errors && [
				{
					'@type': 'type.googleapis.com/google.rpc.BadRequest',
					fieldViolations: errors.map(({ field, message }) => ({ field, description: message })),
				},
			],
		},
	}),
	oauth: (occurrence) => ({ error: 'invalid_request', error_description: said(occurrence) }),
	apigee: (occurrence) => ({
		fault: { faultstring: said(occurrence), detail: { errorcode: 'service.Refused' } },
	}),
	texts: (occurrence) => ({ errors: [said(occurrence)] }),
	fields: ({ detail, errors }) => ({ message: detail, errors: errors && byField(errors) }),
	spring: ({ status, detail, errors, path, time }) => ({
		timestamp: time,
		status,
		error: STATUS_CODES[status],
		message: detail,
		path,
		errors: errors?.map(({ field, code, message }) => ({
			objectName: 'addRecordsRequest',
			field,
			code,
			defaultMessage: message,
		})),
	}),
	violations: ({ title, status, detail, errors }) => ({
		title,
		status,
		detail,
		violations: errors?.map(({ field, message }) => ({ propertyPath: field, message })),
	}),
	list: (occurrence) =>
		occurrence.errors?.map(({ field, message }) => ({ field, message })) ?? [
			{ message: occurrence.detail },
		],
} satisfies Record<string, (occurrence: Occurrence) => unknown>;

export type Envelope = keyof typeof ENVELOPES;
