import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { MyD3Client } from '../api/client';

/** One operation of the MyD3 node, for one item. @returns the items it makes */
export type Operation = (
	context: IExecuteFunctions,
	client: MyD3Client,
	itemIndex: number,
) => Promise<IDataObject[]>;
