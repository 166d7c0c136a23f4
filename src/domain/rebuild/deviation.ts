import canonicalize from 'canonicalize';

/** Something that Azure's own answer holds and that was not signed. */
export type Deviation = {
  /** Where it stands, e.g. `virtualMachines/properties/userData`; a `/` in a name is `~1`, a `~` is `~0`. */
  path: string;
  /** What stands there, as canonical JSON. */
  value: string;
};

export function deviation(path: readonly string[], value: unknown): Deviation {
  return { path: path.map(escaped).join('/'), value: canonicalize(value) ?? 'null' };
}

export function segmentsOf({ path }: Deviation): string[] {
  return path.split('/').map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What nobody has agreed to yet: another value at the same place is another deviation. */
export function withoutAgreed(found: readonly Deviation[], agreed: readonly Deviation[]): Deviation[] {
  return found.filter(({ path, value }) => !agreed.some((one) => one.path === path && one.value === value));
}

function escaped(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
