import { createHash } from 'node:crypto';

import { contract } from './contract';
import type { Subscription } from './listResponse';

const KEY = new RegExp(`([?&]${contract.keyArgument.value}=)([^&#\\s"'<>]+)`, 'i');
const HIDDEN_KEY = new RegExp(`[?&]${contract.keyArgument.value}=sha256-[0-9a-f]{16}`, 'i');

/**
 * Some APIs have no ids: the notification URL stands for one, and it has the key in it. Outside of the client such an id has
 * the beginning of the key's SHA-256 in its place, because ids are kept in static data and shown.
 */
export class HiddenIds {
	private readonly ids = new Map<string, string>();

	/** @returns the id as it can be kept and shown */
	hide(id: string): string {
		const hidden = id.replace(KEY, (_match, before: string, key: string) => {
			const digest = createHash('sha256').update(key).digest('hex');
			return `${before}sha256-${digest.slice(0, 16)}`;
		});
		this.ids.set(hidden, id);
		return hidden;
	}

	/** Hides the ids of a listed subscription. */
	hideIn(subscription: Subscription): Subscription {
		const { id, ids } = subscription;
		return { ...subscription, id: this.hide(id), ids: ids.map((one) => this.hide(one)) };
	}

	/** @returns whether the list has to be read before MyD3 can delete it */
	isUnknown(id: string): boolean {
		return HIDDEN_KEY.test(id) && !this.ids.has(id);
	}

	/** @returns the id as MyD3 has it; undefined when its key is not known */
	reveal(id: string): string | undefined {
		return this.isUnknown(id) ? undefined : (this.ids.get(id) ?? id);
	}
}
