export const PROGRAMS: Record<string, { debian: string; places(): string[] }>;
export function findProgram(name: 'chromium' | 'postgres' | 'redis-server'): string | undefined;
