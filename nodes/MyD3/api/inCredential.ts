import type { RequestField } from './requestTemplate';

/** Where to find a field of the credential. */
export const inCredential = (field: RequestField): string =>
	`"${field}" under "Override API Details" in the MyD3 API credential`;

/** The page of MyD3's documentation that shows the request in a field. */
export const pageFor = (field: RequestField): string =>
	`MyD3's "${field === 'Token Request' ? 'Getting Started' : 'API Catalog'}" page`;
