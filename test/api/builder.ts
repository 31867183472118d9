import type { ApiResponse } from '../../nodes/MyD3/api/responses';

/** The GUID on the vendor's page. */
export const GUID = '9ccbe7c2-00e7-44dd-8af7-885c44b4404f';
export const OTHER_GUID = '0f8fad5b-d9cb-469f-a165-70867728950e';
export const OUR_URL = 'https://n8n.example.com/webhook/1?apiKey=k1';

/** A response, by default with status 200; a body that is not text is sent as JSON. */
export const responseWith = (
	body: unknown,
	{ status = 200, headers = {} }: Partial<ApiResponse> = {},
): ApiResponse => ({
	status,
	headers,
	text: typeof body === 'string' ? body : JSON.stringify(body),
});
