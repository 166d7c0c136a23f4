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

/** What has to be agreed to: all that was found, so that people see it as a whole, unless they agreed to just that. */
export function toAgree(found: readonly Deviation[], agreed: readonly Deviation[]): Deviation[] {
  return sameDeviations(found, agreed) ? [] : [...found];
}

function escaped(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** In one order and each once, as the database keeps text, so that the same findings have the same hash. */
export function sortedDeviations(found: readonly Deviation[]): Deviation[] {
  const kept = found.map(({ path, value }) => ({ path: storable(path), value: storable(value) }));
  const byText = new Map(kept.map((deviation) => [JSON.stringify([deviation.path, deviation.value]), deviation]));
  return [...byText].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, deviation]) => deviation);
}

/** Whether just this was agreed to: not more, not less, and with the same values. */
export function sameDeviations(found: readonly Deviation[], agreed: readonly Deviation[]): boolean {
  return JSON.stringify(sortedDeviations(found)) === JSON.stringify(sortedDeviations(agreed));
}

/** Without what PostgreSQL refuses in text. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
