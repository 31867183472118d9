import { parseRequest } from '../../nodes/MyD3/api/requestTemplate';
import type { HttpRequest, RequestField } from '../../nodes/MyD3/api/requestTemplate';
import { VALUES } from './templateValues';

interface Documented {
	/** The page or tool that prints requests in this form. Keys, ids, URLs and event types became placeholders; some are shortened. */
	source: string;
	field: RequestField;
	baseUrl: string;
	text: string;
	request: HttpRequest;
	eventTypePath: string[] | undefined;
}

/** Tests that each request is read, and filled in with {@link VALUES}. */
export function describeDocumented(name: string, requests: Documented[]): void {
	describe(name, () => {
		it.each(requests)('$source', ({ field, baseUrl, text, request, eventTypePath }) => {
			const template = parseRequest(text, { field, baseUrl, secrets: ['a-long-api-key'] });
			expect(template.fill(VALUES)).toEqual(request);
			expect(template.eventTypePath).toEqual(eventTypePath);
		});
	});
}
