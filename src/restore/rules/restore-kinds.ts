import type { RestoreChoice } from './plan.ts';

/** Ways of restoring as people choose them: way and network in one. */
export const restoreKinds = ['isolated', 'quarantine', 'beside', 'in-place', 'new-vm', 'replace', 'disks'] as const;

export type RestoreKind = (typeof restoreKinds)[number];

const choices: Record<RestoreKind, Pick<RestoreChoice, 'mode' | 'network'>> = {
  isolated: { mode: 'rebuild', network: 'isolated' },
  quarantine: { mode: 'rebuild', network: 'quarantine' },
  beside: { mode: 'rebuild', network: 'beside' },
  'in-place': { mode: 'rebuild', network: 'in-place' },
  'new-vm': { mode: 'new-vm', network: 'isolated' },
  replace: { mode: 'replace' },
  disks: { mode: 'disks' },
};

/** The way of restoring that a choice came from. */
export function makeOf({ mode, network }: Pick<RestoreChoice, 'mode' | 'network'>): RestoreKind {
  return (
    restoreKinds.find((make) => choices[make].mode === mode && (choices[make].network ?? network) === network) ??
    'disks'
  );
}

/** The choice besides the point; absent members are as the original. */
export type RestoreInput = {
  make: RestoreKind;
  /** Name of the new machine. */
  name?: string;
  size?: string;
  zone?: string;
  /** Data disks by LUN; absent: all. */
  luns?: number[];
  /** The extension of Azure Disk Encryption on Windows. */
  extension?: boolean;
  /** ARM id of a disk encryption set. */
  set?: string;
  /** ARM id of a subnet, for the copy of a machine that is gone. */
  subnet?: string;
  /** A point in the archive comes back with high priority. */
  urgent?: boolean;
};

/** Whether a machine comes of it that needs a name. */
export function makesMachine(make: RestoreKind): boolean {
  return make !== 'replace' && make !== 'disks';
}

/** Whether Strongroom deploys the machine itself, so that its size and extension can be chosen. */
export function isRebuilt(make: RestoreKind): boolean {
  return choices[make].mode === 'rebuild';
}

/** Whether the machine goes where the original is, or was. */
export function joinsOriginal(make: RestoreKind): boolean {
  return make === 'beside' || make === 'in-place';
}

/** The choice that the rules read. What a form still holds for another way of restoring is left out. */
export function toRestoreChoice({
  make,
  name,
  size,
  zone,
  luns,
  extension,
  set,
  subnet,
  urgent,
}: RestoreInput): RestoreChoice {
  const rebuilt = isRebuilt(make);
  return {
    ...choices[make],
    ...(makesMachine(make) && name !== undefined && { names: { vm: name } }),
    ...(rebuilt && size !== undefined && { size }),
    ...(make !== 'replace' && zone !== undefined && { zone }),
    ...((rebuilt || make === 'disks') && luns && { luns }),
    ...(rebuilt && extension && { adeExtension: true }),
    ...(set !== undefined && { diskEncryptionSetId: set }),
    ...(joinsOriginal(make) && subnet !== undefined && { subnetId: subnet }),
    ...(urgent && { urgent: true }),
  };
}
