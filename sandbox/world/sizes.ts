/** VM sizes available in the world's region, a selection; each has zones 1 to 3. */
const names = [
  'Standard_B2ms',
  'Standard_D2s_v5',
  'Standard_D4s_v5',
  'Standard_D8s_v5',
  'Standard_D2as_v5',
  'Standard_D4as_v5',
  'Standard_DS2_v2',
  'Standard_DC2as_v5',
  'Standard_E2s_v5',
  'Standard_E4s_v5',
  'Standard_E8s_v5',
  'Standard_E4as_v5',
  'Standard_E8as_v5',
];

export const sizes = names.map((name) => ({ name, cores: coresOf(name), family: familyOf(name) }));

export const zones = ['1', '2', '3'];

export function isSize(name: string): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}

/** What the region lacks at the moment. Sizes in lower case. */
export class Capacity {
  /** Sizes that cannot be allocated, and for how many more attempts; Infinity: until ended. */
  readonly #short = new Map<string, number>();
  /** Sizes that the subscriptions of the world may not use. */
  readonly restricted = new Set<string>();

  /** @param times attempts that fail; by default all until `end` */
  runOut(size: string, times = Number.POSITIVE_INFINITY): void {
    this.#short.set(size.toLowerCase(), times);
  }

  end(): void {
    this.#short.clear();
    this.restricted.clear();
  }

  /**
   * Allocates one VM of this size.
   * @returns false if there is no capacity
   */
  allocate(size: string): boolean {
    const left = this.#short.get(size.toLowerCase());
    if (left === undefined) return true;
    if (left <= 1) this.#short.delete(size.toLowerCase());
    else this.#short.set(size.toLowerCase(), left - 1);
    return false;
  }

  /** All shortages, for display. */
  list(): { size: string; times: number | null; lack: 'hosts' | 'permission' }[] {
    return [
      ...[...this.#short].map(([size, times]) => {
        return { size, times: Number.isFinite(times) ? times : null, lack: 'hosts' as const };
      }),
      ...[...this.restricted].map((size) => ({ size, times: null, lack: 'permission' as const })),
    ];
  }
}

/** vCPUs of a size, by the number in its name; the sizes of the world all tell. */
export function coresOf(size: string): number {
  return Number(/^Standard_[A-Z]+(\d+)/i.exec(size)?.[1] ?? 2);
}

/** The quota family of a size, as Compute names it: Standard_D2s_v5 is standardDSv5Family. */
export function familyOf(size: string): string {
  const [, letters = '', , features = '', generation = ''] =
    /^Standard_([A-Z]+)(\d+)([a-z]*)(_v\d+)?$/i.exec(size) ?? [];
  return `standard${letters}${features.toUpperCase()}${generation.replace('_', '')}Family`;
}
