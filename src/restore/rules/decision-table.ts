import type { Tri } from '../../kernel/facts.ts';
import type { EncryptionAssessment } from '../../machines/rules/encryption-assessment.ts';

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
  'files',
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
  managed: row('yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'),
  unmanaged: row('yes', 'inferred', 'no', 'inferred', 'yes', 'no', 'no', 'no'),
  'customer-key': row('yes', 'yes', 'yes', 'yes', 'yes', 'inferred', 'no', 'yes'),
  host: row('inferred', 'inferred', 'inferred', 'inferred', 'inferred', 'inferred', 'inferred', 'inferred'),
  'trusted-launch': row('inferred', 'inferred', 'inferred', 'inferred', 'inferred', 'inferred', 'inferred', 'inferred'),
  ade: row('yes', 'no', 'no', 'no', 'yes', 'no', 'no', 'no'),
  confidential: row('inferred', 'inferred', 'inferred', 'no', 'no', 'no', 'no', 'inferred'),
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
