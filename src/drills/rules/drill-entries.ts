import type { Failure } from '../../kernel/errors.ts';

/** What is filled in, or typed, of scheduled drills, in the order of the form. */
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

/** How often, as it is typed. */
export const drillOften = ['weekly', 'monthly', 'quarterly'] as const;

/** Whoever approves reads it whole. */
export const longestScript = 1000;

/** As many machines as are named at once, and no more than is read of any input. */
export const longestEntry = 2 * longestScript;

/** In place of a vault, where machines are chosen by something else. */
export const byOther = '-';

/** What most people want, where nothing was typed. */
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

/** Of a vault nobody has said where its drills go, whatever its machines were chosen by. */
const withoutPlace: readonly string[] = ['drill-no-place', 'no-profile'];
const chosenBy = ['vms', 'tag', 'vault'] as const satisfies readonly DrillInput[];

/** Which input a failure is about; undefined: it isn't about what was filled in. */
export function inputOf({ code, params }: Failure, entries: DrillEntries = {}): DrillInput | undefined {
  if (withoutPlace.includes(code)) return chosenBy.find((input) => entries[input] !== undefined) ?? 'vault';
  if (code === 'drill-number' || code === 'drill-span') return drillInputs.find((input) => input === params.input);
  if (code.startsWith('vm-')) return 'vms';
  return Object.hasOwn(fields, code) ? fields[code] : undefined;
}
