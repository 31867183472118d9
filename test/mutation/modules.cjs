// Can reload the project's TypeScript any number of times, but loads node_modules only once, because n8n takes seconds.
const { existsSync, readFileSync, statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, resolve } = require('node:path');
const { compileFunction } = require('node:vm');
const { ModuleMocker } = require('jest-mock');
const swc = require('@swc/core');

const [, swcOptions] = require('../../jest.config.js').transform['^.+\\.ts$'];
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname', 'jest'];

/** Creates the mocks for the project's modules, and restores them. */
const mocker = new ModuleMocker(globalThis);
/** Source code to load in place of a file's own, by path. */
const replaced = new Map();
const compiled = new Map();
let loaded = new Map();
let mocks = new Map();

/** Forgets all of the project's modules. */
function reset() {
	loaded = new Map();
	mocks = new Map();
	mocker.restoreAllMocks();
}

/** @returns the exports of a .ts file */
function load(file) {
	const known = loaded.get(file);
	if (known !== undefined) return known.exports;
	const module = { exports: {} };
	loaded.set(file, module);
	const native = createRequire(file);
	const actual = (name) => {
		const path = pathOf(file, name);
		return path === undefined ? native(name) : load(path);
	};
	const mocked = (name) => {
		const factory = mocks.get(name);
		return factory === undefined ? actual(name) : factory();
	};
	// What a file does while it is loaded affects later tests, too, although it may be loaded only during the first test
	// that needs it.
	const { currentTestId } = globalThis.__stryker__;
	globalThis.__stryker__.currentTestId = undefined;
	// eslint-disable-next-line no-useless-call
	compile(file).call(
		module.exports,
		module.exports,
		Object.assign(mocked, { resolve: native.resolve }),
		module,
		file,
		dirname(file),
		jestOf(actual),
	);
	globalThis.__stryker__.currentTestId = currentTestId;
	return module.exports;
}

/** The parts of the `jest` object that the unit tests use. */
function jestOf(requireActual) {
	const mock = (name, factory) => void mocks.set(name, factory);
	return {
		fn: (...given) => mocker.fn(...given),
		restoreAllMocks: () => mocker.restoreAllMocks(),
		spyOn: (...given) => mocker.spyOn(...given),
		mock,
		doMock: mock,
		dontMock: (name) => void mocks.delete(name),
		requireActual,
		isolateModules(run) {
			const before = loaded;
			loaded = new Map();
			try {
				run();
			} finally {
				loaded = before;
			}
		},
	};
}

function compile(file) {
	let code = compiled.get(file);
	if (code === undefined) {
		const source = replaced.get(file) ?? readFileSync(file, 'utf8');
		const { jsc, module } = swcOptions;
		const options = { jsc: { ...jsc, transform: { hidden: { jest: true } } }, module };
		const output = swc.transformSync(source, { ...options, filename: file, swcrc: false });
		code = compileFunction(output.code, PARAMETERS, { filename: file });
		compiled.set(file, code);
	}
	return code;
}

/** @returns the path of one of the project's .ts files; undefined for anything else */
function pathOf(from, name) {
	if (!name.startsWith('.')) return undefined;
	const path = resolve(dirname(from), name);
	return [path, `${path}.ts`, `${path}/index.ts`].find(
		(each) => each.endsWith('.ts') && existsSync(each) && statSync(each).isFile(),
	);
}

module.exports = { load, reset, replaced };
