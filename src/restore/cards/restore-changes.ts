import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import { clip } from '../../ui/truncate.ts';
import { makesMachine, type RestoreKind } from '../rules/restore-kinds.ts';

/** What stands behind "Change": an empty list offers no choice. */
export type RestoreChanges = {
  /** Of the new machine. */
  name: string;
  sizes: string[];
  size?: string;
  /** The size of the original. */
  ownSize?: string;
  zones: string[];
  zone?: string;
  /** Data disks; the OS disk always comes along. */
  disks: { lun: number; name: string }[];
  /** Chosen data disks; absent: all. */
  luns?: readonly number[];
  /** Whether the extension may be asked for, and whether it is. */
  extension?: boolean;
  /** Of a point in the archive: whether it comes back with high priority. */
  urgent?: boolean;
  sets: { id: string; name: string }[];
  set?: string;
  subnets: { id: string; name: string }[];
  subnet?: string;
};

export type ChangeField = 'name' | 'size' | 'zone' | 'disks' | 'set';

type Choice = { title: string; value: string };

/** What stands for "as the original" and for "none": an empty choice does not travel. */
export const asOriginal = 'original';

/**
 * The part of the form that stands behind "Change". It is open at once where something in it is wrong, so that the
 * message is beside its field and not behind a button.
 */
export function restoreChanges(
  form: {
    makes: { offered: readonly RestoreKind[] };
    changes: RestoreChanges;
    problem?: { field?: ChangeField; text: string };
  },
  reader: Reader,
): object {
  const { makes, changes, problem } = form;
  const { t } = texts(reader.language);
  const problemOf = (field: ChangeField) => (problem?.field === field ? `✗ ${problem.text}` : '');
  const own = { title: ownSize(changes.ownSize, reader), value: asOriginal };
  const asks = {
    hasName: makes.offered.some(makesMachine),
    hasSize: changes.sizes.length > 0,
    hasZone: changes.zones.length > 0,
    hasDisks: changes.disks.length > 1,
    hasExtension: changes.extension !== undefined,
    hasUrgent: changes.urgent !== undefined,
    hasSubnet: changes.subnets.length > 0,
    hasSet: changes.sets.length > 0,
  };
  return {
    ...asks,
    hasChanges: Object.values(asks).includes(true),
    changesOpen: problem?.field !== undefined,
    name: clip(changes.name, 64),
    nameProblem: problemOf('name'),
    hasNameProblem: problem?.field === 'name',
    sizes: [own, ...named(changes.sizes)],
    size: changes.size ?? asOriginal,
    sizeProblem: problemOf('size'),
    hasSizeProblem: problem?.field === 'size',
    zones: [{ title: t('cards.restore-form.zone-own'), value: asOriginal }, ...named(changes.zones)],
    zone: changes.zone ?? asOriginal,
    zoneProblem: problemOf('zone'),
    hasZoneProblem: problem?.field === 'zone',
    disks: changes.disks.map(({ lun, name }) => ({
      title: t('cards.restore-form.disk', { lun, name: clip(name, 60) }),
      value: String(lun),
    })),
    luns: (changes.luns ?? changes.disks.map(({ lun }) => lun)).join(','),
    disksProblem: problemOf('disks'),
    hasDisksProblem: problem?.field === 'disks',
    extension: String(changes.extension === true),
    urgent: String(changes.urgent === true),
    sets: [
      { title: t('cards.restore-form.set-none'), value: asOriginal },
      ...changes.sets.map(({ id, name }) => ({ title: clip(name, 80), value: id })),
    ],
    subnets: changes.subnets.map(({ id, name }) => ({ title: clip(name, 80), value: id })),
    subnet: changes.subnet ?? changes.subnets[0]?.id ?? '',
    set: changes.set ?? asOriginal,
    setProblem: problemOf('set'),
    hasSetProblem: problem?.field === 'set',
  };
}

function named(values: readonly string[]): Choice[] {
  return values.map((value) => ({ title: value, value }));
}

function ownSize(size: string | undefined, reader: Reader): string {
  const { t } = texts(reader.language);
  return size === undefined ? t('cards.restore-form.size-own') : t('cards.restore-form.size-own-known', { size });
}
