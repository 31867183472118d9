import { testAlert } from './exampleAlert';
import { testBills } from './exampleBills';
import { testEmailAndSheet } from './exampleSheet';
import { startStage, type Stage } from './exampleStage';
import { SYSTEMS } from './exampleSystems';
import { testTypes } from './exampleTypes';
import { VERSIONS } from './scene';

// One n8n for all of them: a start takes longer than the tests of an example.
describe.each(VERSIONS)('the example workflows in n8n %s', (version) => {
	let stage: Stage;
	const onStage = () => stage;

	beforeAll(async () => {
		stage = await startStage(version);
	}, 240_000);

	afterAll(async () => {
		await stage?.stop();
	}, 30_000);

	testTypes(onStage);
	describe.each(SYSTEMS)('$file', (system) => testBills(system, onStage));
	// In 1.123 the steps behind "One at a Time" do not find the invoice; the README and the notes say that it needs 2.x.
	if (version === '2.41.1') {
		describe('invoice-to-email-and-sheet.json', () => testEmailAndSheet(onStage));
	}
	describe('failed-invoice-alert.json', () => testAlert(version, onStage));
});
