import type { Made } from '../../requests/rules/stored-parts.ts';
import { storedRecord } from './stored-record.ts';

type Results = Readonly<Record<string, unknown>>;

/** All that is on record of a copy in quarantine. */
export function listInQuarantine(results: Results): Made[] {
  return ['quarantine-record-disks', 'quarantine-record-machine'].flatMap((kind) =>
    results[kind] === undefined ? [] : storedRecord.parse(results[kind]).made,
  );
}

export function disksInQuarantine(results: Results): Made[] {
  return listInQuarantine(results).filter(({ what }) => what === 'disk');
}
