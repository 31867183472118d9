export const PROGRAMS: Record<string, { debian: string; places(): string[] }>;
export function findProgram(
	name: 'caddy' | 'chromium' | 'postgres' | 'redis-server',
): string | undefined;
