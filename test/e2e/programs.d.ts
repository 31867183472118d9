export const PROGRAMS: Record<string, { debian: string; paths(): string[] }>;
export function findProgram(
	name: 'caddy' | 'chromium' | 'postgres' | 'redis-server',
): string | undefined;
