import type { RequestField } from './requestTemplate';

/** Where to find a field of the credential. */
export const inCredential = (field: RequestField): string =>
	`"${field}" under "Override API Details" in the MyD3 API credential`;
