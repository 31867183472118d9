/**
 * How n8n treats the body of a webhook request: `middlewares/body-parser.js`, and `parseRequestBody` of
 * `webhooks/webhook-helpers.js`, of 2.41.1 and 1.123.81. Comments say where they differ.
 */
import { createRequire } from 'node:module';
import { parse } from 'node:querystring';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';

import type { NextFunction, Request, Response } from 'express';
import { parseIncomingMessage } from 'n8n-core';
import { jsonParse, sanitizeXmlName } from 'n8n-workflow';
import type { INode, Workflow, WorkflowExecuteMode } from 'n8n-workflow';

import type { N8nVersion } from './instance';

/** An error that n8n answers with a status of its own. */
export class ResponseError extends Error {
	constructor(
		message: string,
		readonly httpStatusCode: number,
		readonly hint?: string,
	) {
		super(message);
	}
}

// The packages that n8n uses; here they come with express and n8n-workflow.
const ofExpress = createRequire(require.resolve('express'));
const ofBodyParser = createRequire(ofExpress.resolve('body-parser'));
const getRawBody = ofBodyParser('raw-body') as (
	stream: Readable,
	options: { length?: string; limit: string },
) => Promise<Buffer>;
const xml2js = createRequire(require.resolve('n8n-workflow'))('xml2js') as {
	Parser: new (options: object) => { parseStringPromise(text: string): Promise<unknown> };
};
const xmlParser = new xml2js.Parser({
	async: true,
	normalize: true,
	normalizeTags: true,
	explicitArray: false,
	tagNameProcessors: [sanitizeXmlName],
	attrNameProcessors: [sanitizeXmlName],
});

/** The default of N8N_PAYLOAD_SIZE_MAX. */
const LIMIT = '16mb';

/**
 * rawBodyReader: gives the request its `readRawBody`, which reads and inflates the bytes, once.
 *
 * readRawBody throws raw-body's error above 16 MB (status 413, type `entity.too.large`) and zlib's for bytes that
 * contradict Content-Encoding. If the stream was already read or aborted, 1.123 throws raw-body's `stream.not.readable`
 * (500) or `request.aborted` (400), 2.41 a ResponseError with 400. `br` is not inflated.
 */
export const rawBodyReader =
	(n8n: N8nVersion) =>
	(request: Request, _response: Response, next: NextFunction): void => {
		parseIncomingMessage(request);
		request.readRawBody = async () => {
			if (request.rawBody) return;
			let stream: Readable = request;
			let length: string | undefined;
			const contentEncoding = request.headers['content-encoding'];
			if (contentEncoding === 'gzip') stream = request.pipe(createGunzip());
			else if (contentEncoding === 'deflate') stream = request.pipe(createInflate());
			else length = request.headers['content-length'];
			if (n8n === '2.41' && (request.destroyed || !stream.readable)) {
				throw new ResponseError('Request body stream was aborted or is not readable', 400);
			}
			try {
				request.rawBody = await getRawBody(stream, { length, limit: LIMIT });
			} catch (error) {
				const { type } = error as { type?: string };
				if (n8n === '2.41' && (type === 'stream.not.readable' || type === 'request.aborted')) {
					throw new ResponseError(
						'Request body stream was aborted mid-read or is not readable',
						400,
					);
				}
				throw error;
			}
		};
		next();
	};

/**
 * parseRequestBody: for a version 1 node it reads every body, for higher versions only JSON, text, forms and XML.
 * @throws ResponseError with 422 if the body contradicts its type
 */
export async function parseRequestBody(
	n8n: N8nVersion,
	request: Request,
	node: INode,
	workflow: Workflow,
	mode: WorkflowExecuteMode,
): Promise<void> {
	const { typeVersion } = node;
	if (typeVersion === 1) {
		const template = '={{$parameter["options"]["binaryData"]}}';
		const expression = workflow.expression;
		if (expression.getSimpleParameterValue(node, template, mode, {}, undefined, false)) return;
	}
	if (request.contentType === 'multipart/form-data') {
		request.body = await multipart(n8n, request);
		return;
	}
	if (typeVersion > 1 && !isParsable(request.contentType)) return;
	await parseBody(n8n, request);
}

const isParsable = (contentType = ''): boolean =>
	['application/json', 'text/plain', 'application/x-www-form-urlencoded'].some((start) =>
		contentType.startsWith(start),
	) || isXml(contentType);

const isXml = (contentType = ''): boolean =>
	contentType.endsWith('/xml') || contentType.endsWith('+xml');

/** parseBody: an empty body leaves `body` undefined. */
async function parseBody(n8n: N8nVersion, request: Request): Promise<void> {
	if (request.contentType?.startsWith('multipart/')) return;
	await request.readRawBody();
	const { rawBody, contentType, encoding } = request;
	if (!rawBody?.length) return;
	try {
		const text = rawBody.toString(encoding);
		// 1.123 answers 422 to JSON with a byte order mark.
		const withoutMark = n8n === '2.41' && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
		if (contentType === 'application/json') request.body = jsonParse(withoutMark);
		else if (isXml(contentType)) request.body = await xmlParser.parseStringPromise(text);
		else if (contentType === 'application/x-www-form-urlencoded') {
			request.body = parse(withoutMark, undefined, undefined, { maxKeys: 1000 });
		} else if (contentType === 'text/plain') request.body = text;
	} catch (error) {
		throw new ResponseError('Failed to parse request body', 422, (error as Error).message);
	}
}

/**
 * webhook-form-data.js, with the platform's parser instead of formidable: fields and files separately, the bytes gone.
 * 1.123 ignores a body that cannot be parsed.
 */
async function multipart(n8n: N8nVersion, request: Request): Promise<unknown> {
	const headers = { 'content-type': request.headers['content-type'] ?? '' };
	try {
		const form = await new globalThis.Response(await getRawBody(request, { limit: '200mb' }), {
			headers,
		}).formData();
		const entries: Array<[string, unknown]> = [];
		form.forEach((value, name) => entries.push([name, value]));
		const isText = ([, value]: [string, unknown]) => typeof value === 'string';
		return {
			data: Object.fromEntries(entries.filter(isText)),
			files: Object.fromEntries(entries.filter((entry) => !isText(entry))),
		};
	} catch {
		if (n8n === '1.123') return { data: undefined, files: undefined };
		throw new ResponseError('The submitted form data could not be parsed.', 400);
	}
}
