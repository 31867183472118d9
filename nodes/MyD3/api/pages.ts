/** Reads all pages of a list, by counting them or by following what each page says about the next. */
import type { NodeApiError } from 'n8n-workflow';

import { isDenied, isTransient } from './errorKinds';
import type { ErrorDetails } from './errors';
import { inCredential, pageFor } from './inCredential';
import type { Subscription } from './listedSubscription';
import type { Page } from './listResponse';
import { redactUrls } from './redact';
import type { RequestTemplate } from './requestTemplate';
import { parseUrl } from './url';

const MAX_PAGES = 100;

/** The placeholders with which List Request counts pages. */
export const COUNTERS = ['page', 'page0', 'offset'];

/** The subscriptions that MyD3 lists. */
export interface SubscriptionList {
	subscriptions: Subscription[];
	/** Why the list may be incomplete; undefined if it is complete. */
	incomplete?: NodeApiError;
}

/**
 * Reads one page.
 * @param counters the values of COUNTERS
 * @param next the page's address; undefined for the first page, or if pages are counted
 * @returns the page, and the address it was read from
 */
export type ReadPage = (
	counters: Record<string, string>,
	next?: string,
) => Promise<{ page: Page; url: string }>;

/**
 * Reads pages until there are no more, or until there are enough matches. A page that cannot be read never counts as the end.
 * @param isCounted whether List Request counts pages, in which case the list ends with a page that has nothing new
 * @param limit how many matches are enough
 * @param matches selects the subscriptions to return
 * @param incomplete creates the error that says why the list may be incomplete
 * @returns the matches, and that error if the list may be incomplete
 * @throws what `read` throws for the first page, or for any page if MyD3 rejects the access token or the API Key
 */
export async function readPages(
	read: ReadPage,
	isCounted: boolean,
	limit: number,
	matches: (subscription: Subscription) => boolean,
	incomplete: (reason: string, canRetry: boolean) => NodeApiError,
): Promise<SubscriptionList> {
	const known = new Set<string>();
	const visited = new Set<string>();
	const subscriptions: Subscription[] = [];
	let hasUnreadableRow = false;
	const listSoFar = (): SubscriptionList => ({ subscriptions: subscriptions.slice(0, limit) });
	const incompleteList = (reason: string, canRetry = false): SubscriptionList => ({
		...listSoFar(),
		incomplete: incomplete(reason, canRetry),
	});
	const completeList = (): SubscriptionList =>
		hasUnreadableRow ? incompleteList(NO_ID) : listSoFar();
	const isIncomplete = (total = 0): boolean => total > known.size;
	let address: string | undefined;
	/** Other possible addresses of the page being read. */
	let alternatives: string[] = [];
	/** Whether the address is a guess, so that a rejected request says nothing about the credential. */
	let isGuess = false;
	/** Whether the previous page announced more subscriptions. */
	let isMoreExpected = false;
	let count = 0;
	for (let number = 1; number <= MAX_PAGES; number++) {
		const counters = {
			page: String(number),
			page0: String(number - 1),
			offset: String(count),
		};
		const [result] = await Promise.allSettled([read(counters, address)]);
		if (result.status === 'rejected') {
			if (number === 1 || (!isGuess && isDenied(result.reason))) throw result.reason;
			const canRetry = isTransient(result.reason);
			address = canRetry ? undefined : alternatives.shift();
			if (address !== undefined) continue;
			return incompleteList(
				isGuess && !canRetry ? MORE_EXIST : (result.reason as Error).message,
				canRetry,
			);
		}
		const { page, url } = result.value;
		const { subscriptions: found, countedQuery, hasMore, total } = page;
		const added = found.filter((subscription) => !known.has(identityOf(subscription)));
		for (const subscription of added) known.add(identityOf(subscription));
		count += page.rows;
		hasUnreadableRow ||= page.hasUnreadableRow;
		subscriptions.push(...added.filter(matches));
		if (subscriptions.length >= limit) return listSoFar();
		if (isCounted) {
			if (added.length === 0 && found.length > 0 && (hasMore === true || isIncomplete(total))) {
				return incompleteList(MORE_EXIST);
			}
			// A page may list only deleted subscriptions, and others may follow.
			const isOnlyDeleted =
				page.rows > 0 && found.length === 0 && (hasMore === true || (total ?? 0) > count);
			const isEnd =
				(added.length === 0 && !isOnlyDeleted) ||
				hasMore === false ||
				(hasMore === undefined && total === count);
			if (isEnd) return completeList();
			continue;
		}
		visited.add(url);
		const isEmptyEnd = total === known.size || (total === undefined && hasMore === false);
		if (
			added.length === 0 &&
			(found.length > 0 || (isMoreExpected && !isEmptyEnd && page.next.length === 0))
		) {
			// Nothing new, so MyD3 expects the token in another argument.
			address = alternatives.shift();
			if (address === undefined) return incompleteList(MORE_EXIST);
			continue;
		}
		isMoreExpected = hasMore === true || (hasMore === undefined && isIncomplete(total));
		const next =
			page.next.length === 0 && isMoreExpected && countedQuery ? [countedQuery] : page.next;
		if (next.length === 0) {
			if (!isMoreExpected) return completeList();
			return incompleteList(
				hasMore === true ? MORE_EXIST : `MyD3 listed ${known.size} of ${total} subscriptions.`,
			);
		}
		isGuess = next.length > 1 || next !== page.next;
		const addresses = nextAddresses(next, url);
		if (addresses.length === 0) {
			return incompleteList(
				'the address of the next page is invalid, or on another host, which would receive the access token.',
			);
		}
		alternatives = addresses.filter((candidate) => !visited.has(candidate));
		address = alternatives.shift();
		if (address === undefined)
			return incompleteList('the next page is one that n8n has already read.');
	}
	return incompleteList(TOO_MANY_PAGES);
}

/** Identifies a row, to recognise a repeated page. The id alone is not enough: different objects may share it. */
const identityOf = ({ id, urls }: Subscription): string => JSON.stringify([id, urls]);

/**
 * @param candidates links or queries, as the current page gives them
 * @param current the current page's address
 * @returns the possible addresses of the next page, starting with those that need the fewest new arguments; none that is
 *   invalid, or on another host, which would receive our token
 */
function nextAddresses(candidates: readonly string[], current: string): string[] {
	const currentUrl = new URL(current);
	const urls = candidates.flatMap((candidate) => {
		const url = parseUrl(candidate, current);
		if (url === undefined) return [];
		// A server behind a proxy that terminates TLS writes links with http.
		if (url.protocol === 'http:' && url.port === '') url.protocol = currentUrl.protocol;
		if (url.origin !== currentUrl.origin) return [];
		// A query has only the token, so add the list's other arguments.
		if (candidate.startsWith('?')) copyArguments(currentUrl, url);
		return [url];
	});
	const size = ({ searchParams }: URL): number => [...searchParams].length;
	return urls.sort((a, b) => size(a) - size(b)).map(({ href }) => href);
}

/**
 * Replaces a template's address with that of a page. If List Request sends a key or token as a query argument, sets it again,
 * because MyD3's links either omit it or repeat a token that has since been renewed.
 */
export const withAddress = (template: RequestTemplate, address: string): RequestTemplate => ({
	...template,
	fill: (values, additionalFields) => {
		const request = template.fill(values, additionalFields);
		const url = new URL(address);
		const secrets = [values.apiKey, values.apiSecret, values.accessToken];
		for (const [name, value] of new URL(request.url).searchParams) {
			if (secrets.includes(value)) url.searchParams.set(name, value);
		}
		return { ...request, url: url.href };
	},
	describe: (values) => {
		const [, ...rest] = template.describe(values).split('\n');
		return [`${template.method} ${redactUrls(address)}`, ...rest].join('\n');
	},
});

function copyArguments(from: URL, to: URL): void {
	for (const [name, value] of from.searchParams) {
		if (!to.searchParams.has(name)) to.searchParams.append(name, value);
	}
}

/** Why subscriptions cannot be listed when List Request is empty. */
export const NO_LIST_REQUEST: ErrorDetails = {
	message: '"List Request" in the MyD3 API credential is empty, so subscriptions cannot be listed.',
	description: `Turn on "Override API Details" in the credential and enter the request that lists subscriptions, as on ${pageFor('List Request')}.`,
	isTransient: false,
	isUnexpected: true,
};

const MORE_EXIST = 'MyD3 has more subscriptions than n8n could list.';
const NO_ID = 'MyD3 listed a subscription without an ID.';
const TOO_MANY_PAGES = `MyD3's list has more than ${MAX_PAGES} pages.`;

/**
 * Describes why a list may be incomplete.
 * @param reason a sentence
 * @param canRetry whether trying again later may help
 * @param isCounted whether List Request counts pages
 */
export const describeIncompleteList = (
	reason: string,
	canRetry: boolean,
	isCounted: boolean,
): ErrorDetails => ({
	message: `MyD3's list of subscriptions could not be read completely: ${reason}`,
	description: canRetry ? 'Try again in a few minutes.' : adviceFor(reason, isCounted),
	isTransient: canRetry,
});

function adviceFor(reason: string, isCounted: boolean): string {
	const field = inCredential('List Request');
	if (reason === NO_ID) {
		return 'If the ID has another name, set "Subscription ID Property" under "Override API Details" in the MyD3 API credential to that name.';
	}
	if (reason === TOO_MANY_PAGES) return `If MyD3 offers larger pages, ask for them in ${field}.`;
	return isCounted
		? `Compare {page}, {page0} or {offset} in ${field} with ${pageFor('List Request')}: MyD3 may expect it in another place, or count differently.`
		: `If MyD3 numbers its pages, add {page} or {offset} to ${field}, for example ?page={page}.`;
}
