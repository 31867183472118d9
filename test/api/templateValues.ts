/** A value for every placeholder. */
export const VALUES = {
	notificationUrl: 'https://n8n.example.com/webhook/1?apiKey=k1',
	eventType: 'InvoiceIssued',
	uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
	accessToken: 'token-1',
	apiKey: 'key-1',
	apiSecret: 'secret-1',
	id: '42',
	page: '1',
	page0: '0',
	offset: '0',
};
