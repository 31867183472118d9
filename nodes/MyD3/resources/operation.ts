import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { MyD3Client } from '../api/client';

/** An operation of the MyD3 node on one item. @returns the output items */
export type Operation = (
	context: IExecuteFunctions,
	client: MyD3Client,
	itemIndex: number,
) => Promise<IDataObject[]>;
