const { isMainThread } = require('node:worker_threads');

// Loaded into n8n with --require. n8n's standard input is a pipe from the process that started it. However that process
// ends, the pipe closes, and n8n and its task runner must end too.
function end() {
	// n8n leads its own process group; the negative number means all of it.
	process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
}

// Node also loads this file into n8n's worker threads, whose standard input is a different, empty one.
if (isMainThread) {
	process.stdin.on('end', end);
	process.stdin.on('error', end);
	process.stdin.resume();
}
