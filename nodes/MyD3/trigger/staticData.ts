/** What the trigger remembers between its methods, in static data. Never a key, only its digest. */
export interface StaticData {
	subscriptions: Array<{ id: string; eventType: string }>;
	/** SHA-256 of the key in the notification URL, in hex. */
	keyDigest: string;
	webhookUrl: string;
}

/** Where a method tells what it has changed, as soon as it is so. */
export type SaveStaticData = (memory: StaticData) => void;

export const EMPTY: Readonly<StaticData> = { subscriptions: [], keyDigest: '', webhookUrl: '' };

/** The ids of the subscriptions that are remembered. */
export const idsIn = (memory: StaticData): string[] => memory.subscriptions.map(({ id }) => id);
