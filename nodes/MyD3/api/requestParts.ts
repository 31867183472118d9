/** A request, taken apart but not yet understood. */
export interface RequestParts {
	method: string;
	address: string;
	headers: Array<[string, string]>;
	/** Empty when there is none. */
	body: string;
}
