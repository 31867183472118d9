const { isMainThread } = require('node:worker_threads');

// Loaded into n8n with --require. n8n's standard input is a pipe from the process that started it: when that
// process ends, in whatever way, the pipe closes, and neither n8n nor its task runner must be left behind.
function end() {
	// n8n leads a process group of its own; the negative number means all of it.
	process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
}

// Node loads this file into n8n's worker threads too, whose standard input is another one, and empty.
if (isMainThread) {
	process.stdin.on('end', end);
	process.stdin.on('error', end);
	process.stdin.resume();
}
