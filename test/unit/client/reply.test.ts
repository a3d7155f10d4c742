import { jsonBody, jsonOf } from '../../../nodes/EightByEightCampaigns/client/reply';
import { HTML, answer } from '../helpers/replies';

describe('the body', () => {
	it.each([
		'',
		' ',
		'null',
		'true',
		'5',
		'"text"',
		'[]',
		'[{"records":[]}]',
		HTML,
		'{"records":[{"crmRecordId":"a"}',
		'{"records":[]}{"records":[]}',
	])('%j is not an object', (body) => {
		expect(jsonBody(answer(200, body))).toBeUndefined();
	});

	it('is read with a byte order mark in front of it', () => {
		expect(jsonBody(answer(200, '\uFEFF{"records": []}'))).toEqual({ records: [] });
		expect(jsonOf(answer(400, '\uFEFF["text"]'))).toEqual(['text']);
	});

	it('is read with blanks around it', () => {
		expect(jsonBody(answer(200, ' \r\n{"records": []}\n'))).toEqual({ records: [] });
	});
});
