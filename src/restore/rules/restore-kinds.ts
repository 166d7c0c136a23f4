import type { Tri } from '../../kernel/facts.ts';
import type { EncryptionAssessment } from '../../machines/rules/encryption-assessment.ts';
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

/** Properties of a machine that decide which restores exist. A machine may have several at once. */
export type Row = 'managed' | 'unmanaged' | 'customer-key' | 'host' | 'trusted-launch' | 'ade' | 'confidential';

export type Column = (typeof columns)[number];

/** inferred: documented for the general case only, so Azure's own validation has the last word. */
type Cell = 'yes' | 'inferred' | 'no';

/** The columns in the order in which the rows below give their cells. */
const columns = [
  'disks',
  'new-vm',
  'replace',
  'other-region',
  'other-subscription',
  'other-zone',
  'encryption-set',
] as const;

function row(...cells: Cell[]): Record<Column, Cell> {
  return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? 'no'])) as Record<Column, Cell>;
}

/**
 * Which restore exists for which machine. `encryption-set` has further conditions of its own. Encryption at host,
 * trusted launch and confidential machines have no table in the documentation of encrypted VMs: their cells are
 * deduced. So is all for unmanaged disks without ADE, except that replacing is documented for managed disks only.
 */
const table: Record<Row, Record<Column, Cell>> = {
  managed: row('yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'),
  unmanaged: row('yes', 'inferred', 'no', 'yes', 'no', 'no', 'no'),
  'customer-key': row('yes', 'yes', 'yes', 'yes', 'inferred', 'no', 'yes'),
  host: row('inferred', 'inferred', 'inferred', 'inferred', 'inferred', 'inferred', 'inferred'),
  'trusted-launch': row('inferred', 'inferred', 'inferred', 'inferred', 'inferred', 'inferred', 'inferred'),
  ade: row('yes', 'no', 'no', 'yes', 'no', 'no', 'no'),
  confidential: row('inferred', 'inferred', 'inferred', 'no', 'no', 'no', 'inferred'),
};

/** Rows that apply to a machine: yes, no, or not known. */
function rowsOf(verdict: EncryptionAssessment): Record<Row, Tri> {
  const managed = verdict.managed.value;
  return {
    managed,
    unmanaged: managed === 'yes' ? 'no' : managed === 'no' ? 'yes' : 'unknown',
    'customer-key': verdict.customerKey.value,
    host: verdict.encryptionAtHost.value,
    'trusted-launch': verdict.trustedLaunch.value,
    ade: verdict.ade.value,
    confidential: verdict.confidential.value,
  };
}

/** The rows that forbid a restore: a row that may apply forbids as one that does, since unknown is never safe. */
export function forbiddenBy(verdict: EncryptionAssessment, column: Column): { row: Row; known: boolean }[] {
  const rows = rowsOf(verdict);
  return (Object.keys(table) as Row[])
    .filter((name) => rows[name] !== 'no' && table[name][column] === 'no')
    .map((name) => ({ row: name, known: rows[name] === 'yes' }));
}

/** The rows that leave the decision to Azure's own validation. */
export function inferredBy(verdict: EncryptionAssessment, column: Column): Row[] {
  const rows = rowsOf(verdict);
  return (Object.keys(table) as Row[]).filter((name) => rows[name] === 'yes' && table[name][column] === 'inferred');
}
