import { testAlert } from './exampleAlert';
import { testBills } from './exampleBills';
import { testSystemSpecifics } from './exampleSpecifics';
import { testEmailAndSheet } from './exampleSheet';
import { startStage, type Stage } from './exampleStage';
import { SYSTEMS } from './exampleSystems';
import { testTypes } from './exampleTypes';
import { VERSIONS } from './scene';

// One n8n for all: starting it takes longer than testing an example.
describe.each(VERSIONS)('the example workflows in n8n %s', (version) => {
	let stage: Stage;
	const getStage = () => stage;

	beforeAll(async () => {
		stage = await startStage(version);
	}, 240_000);

	afterAll(async () => {
		await stage?.stop();
	}, 30_000);

	testTypes(getStage);
	describe.each(SYSTEMS)('$file', (system) => testBills(system, getStage));
	describe('what only one system does', () => testSystemSpecifics(getStage));
	describe('invoice-to-email-and-sheet.json', () => testEmailAndSheet(getStage));
	describe('failed-invoice-alert.json', () => testAlert(version, getStage));
});
