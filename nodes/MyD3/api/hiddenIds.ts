import { createHash } from 'node:crypto';

import { contract } from './contract';
import type { Subscription } from './listedSubscription';

const NAME = contract.keyArgument.value;
const VALUE = '[^&#\\s"\'<>]';
/** The key's argument, also in a URL that is itself encoded, in whole or in part: in a path, "&" and "=" need not be. */
const ARGUMENT = `(?:[?&]|%(?:25)*(?:3F|26))${NAME}(?:=|%(?:25)*3D)`;
const KEYS = new RegExp(
	`(?<=[?&]${NAME}=)${VALUE}+|(?<=${ARGUMENT})(?:(?!%(?:25)*2[36])${VALUE})+`,
	'gi',
);
const HIDDEN_KEY = new RegExp(`${ARGUMENT}sha256-[0-9a-f]{16}`, 'i');

/**
 * Some APIs have no ids and identify a subscription by its notification URL, which contains the key. Ids are shown and kept
 * in static data, so outside the client the start of the key's SHA-256 replaces the key in such an id.
 */
export class HiddenIds {
	private readonly ids = new Map<string, string>();

	/** @returns the id in a form that may be stored and shown */
	hide(id: string): string {
		const hidden = id.replace(KEYS, (key) => {
			const digest = createHash('sha256').update(key).digest('hex');
			return `sha256-${digest.slice(0, 16)}`;
		});
		this.ids.set(hidden, id);
		return hidden;
	}

	/** Hides the ids of a listed subscription. */
	hideIn(subscription: Subscription): Subscription {
		const { id, ids } = subscription;
		return { ...subscription, id: this.hide(id), ids: ids.map((listedId) => this.hide(listedId)) };
	}

	/** @returns whether the id's key is unknown until the list is read */
	isUnknown(id: string): boolean {
		return HIDDEN_KEY.test(id) && !this.ids.has(id);
	}

	/** @returns MyD3's own id; undefined if its key is unknown */
	reveal(id: string): string | undefined {
		return this.isUnknown(id) ? undefined : (this.ids.get(id) ?? id);
	}
}
