/** The compiled classes, for `require('n8n-nodes-myd3')`. n8n itself loads what package.json lists under "n8n". */
module.exports = {
	...require('./dist/credentials/MyD3Api.credentials.js'),
	...require('./dist/nodes/MyD3/MyD3.node.js'),
	...require('./dist/nodes/MyD3/MyD3Trigger.node.js'),
};
