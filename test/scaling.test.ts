import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { queueEnvironment, REDIS_OPTIONS, type Role } from './e2e/queue/environment';
import { READINESS_PATH, WEBHOOK_PATHS } from './e2e/queue/reverseProxy';

interface Service {
	image: string;
	command?: string;
	environment?: Record<string, string>;
	volumes?: string[];
	depends_on?: object;
}

const DOCS = join(__dirname, '../docs');
const compose = parse(readFileSync(join(DOCS, 'docker-compose.yml'), 'utf8'), {
	merge: true,
}) as {
	services: Record<string, Service>;
	volumes: Record<string, null>;
	configs: { caddyfile: { content: string } };
};
const { services } = compose;
const manifest = JSON.parse(
	readFileSync(join(__dirname, 'e2e/n8n-2.41.1/package.json'), 'utf8'),
) as { dependencies: { n8n: string } };

/** What the end-to-end test would set on the machine of the compose file. */
const tested = (role: Role) =>
	queueEnvironment(role, {
		url: 'https://${PUBLIC_DOMAIN}',
		host: '${PUBLIC_DOMAIN}',
		postgres: {
			host: 'postgres',
			port: 5432,
			database: 'n8n',
			user: 'n8n',
			password: '${POSTGRES_PASSWORD}',
		},
		redis: { host: 'redis', port: 6379 },
		encryptionKey: '${N8N_ENCRYPTION_KEY}',
	});

const N8N_PROCESSES: Array<{ name: string; role: Role; command: string | undefined }> = [
	{ name: 'main', role: 'main', command: undefined },
	{ name: 'webhook-1', role: 'webhook', command: 'webhook' },
	{ name: 'webhook-2', role: 'webhook', command: 'webhook' },
	{ name: 'worker-1', role: 'worker', command: 'worker' },
	{ name: 'worker-2', role: 'worker', command: 'worker' },
];

describe('docs/docker-compose.yml', () => {
	it('starts what `npm run e2e:queue` starts, and nothing else', () => {
		const names = [...N8N_PROCESSES.map(({ name }) => name), 'proxy', 'postgres', 'redis'];
		expect(Object.keys(services).sort()).toEqual(names.sort());
	});

	it.each(N8N_PROCESSES)('sets for $name exactly the variables that are tested', (one) => {
		const { environment, command, image } = services[one.name]!;
		expect(environment).toEqual(tested(one.role));
		expect(command).toBe(one.command);
		expect(image).toBe(`n8nio/n8n:${manifest.dependencies.n8n}`);
	});

	it('starts Redis as it is tested, so that a restart loses nothing', () => {
		expect(services.redis!.command).toBe(['redis-server', ...REDIS_OPTIONS].join(' '));
	});

	it('gives PostgreSQL the database and the login that n8n uses', () => {
		const n8n = tested('main');
		expect(services.postgres!.environment).toEqual({
			POSTGRES_DB: n8n.DB_POSTGRESDB_DATABASE,
			POSTGRES_USER: n8n.DB_POSTGRESDB_USER,
			POSTGRES_PASSWORD: n8n.DB_POSTGRESDB_PASSWORD,
		});
	});

	it('sends the same paths to both webhook processes as the tested proxy, and the rest to the main process', () => {
		const { content } = compose.configs.caddyfile;
		expect(content).toContain(
			`@webhooks path ${WEBHOOK_PATHS.map((path) => `${path}*`).join(' ')}\n`,
		);
		expect(content).toMatch(
			/handle @webhooks \{\s+reverse_proxy webhook-1:5678 webhook-2:5678 \{\s+lb_policy round_robin/,
		);
		expect(content).toMatch(/handle \{\s+reverse_proxy main:5678\s/);
	});

	it.each([
		{ name: 'docker-compose.yml', text: compose.configs.caddyfile.content },
		{ name: 'scaling.md', text: readFileSync(join(DOCS, 'scaling.md'), 'utf8') },
	])('has Caddy in $name pass nothing on to an n8n that is only starting', ({ text }) => {
		expect(text).toMatch(new RegExp(`health_uri ${READINESS_PATH}\\s+health_interval 1s\\s`));
	});

	it('keeps what must not be lost on volumes of its own for each service', () => {
		const used = Object.values(services).flatMap(({ volumes = [] }) => volumes);
		const names = used.map((volume) => volume.split(':')[0]!);
		expect(new Set(names).size).toBe(names.length);
		expect(names.sort()).toEqual(Object.keys(compose.volumes).sort());
	});
});
