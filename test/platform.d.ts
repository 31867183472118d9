interface Machine {
	platform: string;
	arch: string;
}

export function unsupported(part: string, machine: Machine): string | undefined;
export function nodePackageFor(names: string[], machine: Machine): string | undefined;
