const { TestEnvironment } = require('jest-environment-node');

/** Lets test files share what Node has loaded once: Jest would load n8n anew for each file, which takes longer than its tests. */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.global.requireOnce = require;
	}
};
