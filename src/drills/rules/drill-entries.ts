import type { Failure } from '../../kernel/errors.ts';

/** Entries for scheduled drills, typed or filled in, in the order of the form. */
export const drillInputs = [
  'vms',
  'tag',
  'vault',
  'every',
  'hours',
  'at-once',
  'life',
  'newest',
  'port',
  'script',
  'told',
  'rto',
  'rpo',
  'core-hours',
  'gb-hours',
  'days',
  'reason',
] as const;

export type DrillInput = (typeof drillInputs)[number];

export type DrillEntries = Partial<Record<DrillInput, string>>;

/** Words that people type for the frequency. */
export const drillFrequencies = ['weekly', 'monthly', 'quarterly'] as const;

/** Longest script, in characters: an approver reads all of it. */
export const longestScript = 1000;

/** Longest entry, in characters: fits the most machines that one definition may name, and bounds every input. */
export const longestEntry = 2 * longestScript;

/** Value of the vault field if machines are chosen by name or tag. */
export const vaultNotChosen = '-';

/** Usual entries, for fields left empty. */
export const usualEntries: DrillEntries = { every: 'monthly', hours: '20-6', 'at-once': '1', life: '6', days: '92' };

const fields: Readonly<Record<string, DrillInput>> = {
  'drill-what': 'vms',
  'drill-no-machines': 'vms',
  'drill-many-machines': 'vms',
  'drill-many-vaults': 'vms',
  'drill-unmeasured': 'vms',
  'drill-tag': 'tag',
  'vault-not-found': 'vault',
  'vault-ambiguous': 'vault',
  'vault-not-in-channel': 'vault',
  'drill-hours': 'hours',
  'drill-newest': 'newest',
  'drill-mixed-systems': 'script',
  'drill-script': 'script',
  'drill-few-core-hours': 'core-hours',
  'drill-few-gb-hours': 'gb-hours',
  'drill-told': 'told',
  'reason-needs-ticket': 'reason',
};

/** Failures of a vault without a drill place, however its machines were chosen. */
const withoutPlace: readonly string[] = ['drill-no-place', 'no-profile'];
const chosenBy = ['vms', 'tag', 'vault'] as const satisfies readonly DrillInput[];

/** The input that a failure is about; undefined: none of them. */
export function inputOfFailure({ code, params }: Failure, entries: DrillEntries = {}): DrillInput | undefined {
  if (withoutPlace.includes(code)) return chosenBy.find((input) => entries[input] !== undefined) ?? 'vault';
  if (code === 'drill-number' || code === 'drill-span') return drillInputs.find((input) => input === params.input);
  if (code.startsWith('vm-')) return 'vms';
  return Object.hasOwn(fields, code) ? fields[code] : undefined;
}
