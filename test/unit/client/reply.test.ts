import { isObject, jsonOf } from '../../../nodes/EightByEightCampaigns/client/reply';
import { HTML, answer } from '../helpers/replies';

describe('the body', () => {
	it.each(['', ' ', HTML, '{"records":[{"crmRecordId":"a"}', '{"records":[]}{"records":[]}'])(
		'%j is no JSON',
		(body) => {
			expect(jsonOf(answer(200, body))).toBeUndefined();
		},
	);

	it.each(['null', 'true', '5', '"text"', '[]', '[{"records":[]}]'])(
		'%j is JSON, and no object',
		(body) => {
			const json = jsonOf(answer(200, body));
			expect(json).toEqual(JSON.parse(body));
			expect(isObject(json)).toBe(false);
		},
	);

	it('is read with a byte order mark in front of it', () => {
		expect(jsonOf(answer(200, '\uFEFF{"records": []}'))).toEqual({ records: [] });
		expect(jsonOf(answer(400, '\uFEFF["text"]'))).toEqual(['text']);
	});

	it('is read with blanks around it', () => {
		expect(jsonOf(answer(200, ' \r\n{"records": []}\n'))).toEqual({ records: [] });
	});
});
