import type { Subscription } from './listedSubscription';
import type { SubscriptionList } from './pages';

/**
 * MyD3's Webhook Subscription API. Every method throws NodeApiError with a message for the user, or NodeOperationError if a
 * request cannot be filled in.
 */
export interface SubscriptionApi {
	baseUrl: string;
	/** Whether Create Request contains {eventType}. If not, MyD3 has no event types, and one subscription covers all. */
	hasEventTypes: boolean;
	/** Whether List Request is set. */
	canList: boolean;
	/**
	 * Lists subscriptions, page by page, until there are no more pages or enough matches.
	 * @param limit how many matches are enough
	 * @param matches selects the subscriptions to return
	 * @returns the matches, and why the list may be incomplete
	 * @throws NodeApiError if the first page cannot be read (see `isListUnsupported`), or if MyD3 rejects the access token or
	 *   the API Key on a later page
	 */
	list(
		limit?: number,
		matches?: (subscription: Subscription) => boolean,
	): Promise<SubscriptionList>;
	/**
	 * Creates a subscription. Never retries, because MyD3 may have created it even if this throws: see `isOutcomeUnknown`.
	 * @returns the new subscription's id, in MyD3's spelling; see HiddenIds for a key in it
	 */
	create(
		eventType: string,
		notificationUrl: string,
		additionalFields?: Record<string, unknown>,
	): Promise<string>;
	/**
	 * Deletes a subscription.
	 * @param isKnownToExist whether the subscription is known to exist, so that a 404 or 410 is an error
	 * @param eventType its event type, if known; only a Delete Request with {eventType} needs it
	 * @returns whether there was something to delete; false if MyD3 does not have the subscription, and undefined if that is
	 *   so after an attempt without a clear response, which may have deleted it
	 */
	delete(id: string, isKnownToExist?: boolean, eventType?: string): Promise<boolean | undefined>;
}
