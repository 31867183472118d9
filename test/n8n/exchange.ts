import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import { readBoundToken } from '../../nodes/MyD3/api/accessToken';
import { Host } from './host';

/** Exchanges an API Key with n8n's own HTTP helper. @returns the token for n8n's further requests */
export async function exchange(credential: ICredentialDataDecryptedObject): Promise<string> {
	const { helpers } = new Host({ credential: {} }).hookContext();
	const { accessToken } = await new MyD3Api().preAuthentication.call({ helpers }, credential);
	return readBoundToken({ ...credential, accessToken }) ?? 'the token of another credential';
}
