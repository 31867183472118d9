import type { Installation } from './installation';
import type { Ledger, Owner } from './ledger';
import type { Outcome } from './n8n';

/** Carries out operations for their owners, so that the ledger knows who creates and removes what, and what n8n forgets. */
export class Actors {
	/** @param showsAll whether MyD3's list can reveal everything that leads to an address */
	constructor(
		private readonly installation: Installation,
		private readonly ledger: Ledger,
		private readonly showsAll: boolean,
	) {}

	/**
	 * Carries out an operation, which orphans whatever is neither remembered nor listed.
	 * @param alongside who acts at the same time
	 * @throws Error if it removes another's subscription
	 */
	async as<Result>(
		owner: Owner,
		operation: () => Promise<Result>,
		alongside = owner,
	): Promise<Result> {
		const result = await this.ledger.as(owner, operation, alongside);
		if (!this.showsAll) this.loseTrack();
		return result;
	}

	/** @throws Error if the operation fails, since MyD3 has recovered */
	async mustSucceed(owner: Owner, operation: () => Promise<Outcome>): Promise<void> {
		if ((await this.as(owner, operation)) === 'failed') {
			throw new Error(`${owner}: an operation fails although MyD3 has recovered`);
		}
	}

	/** Static data belongs to a name: n8n may finish unpublishing, after which the name is the draft's. */
	async followingTheName<Result>(operation: () => Promise<Result>): Promise<Result> {
		const name = () => this.installation.triggers()[0]?.name;
		const before = name();
		const result = await operation();
		if (name() !== before) this.loseTrack();
		return result;
	}

	/** Orphans what n8n no longer remembers. */
	loseTrack(): void {
		this.ledger.loseTrack(this.installation.remembered());
	}
}
