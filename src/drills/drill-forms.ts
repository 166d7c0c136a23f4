import { z } from 'zod/v4';
import { formOwner, parseForm } from '../chat/turn.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { defineStored, failure } from '../kernel/stored.ts';
import { mostStandingDays } from '../requests/rules/definition-scope.ts';
import type { FormRow } from '../store/forms.ts';
import { drillFormCard } from './cards/drill-form.ts';
import type { WantedDrills } from './make-definition.ts';
import { type DrillTimes, mostLifeHours } from './rules/drill-clock.ts';
import { type DrillEntries, type DrillInput, drillInputs, longestScript } from './rules/drill-entries.ts';
import type { ProbeWanted } from './rules/probe.ts';

/** Stored state of a drill form: entries, choices and errors. */
export const storedDrillForm = defineStored(
  'form drills',
  formOwner.extend({
    entries: z.partialRecord(z.enum(drillInputs), z.string()),
    vaults: z.array(z.string()),
    /** Vaults without a configured place for drills. */
    without: z.array(z.string()),
    problem: failure.optional(),
  }),
);

export type DrillForm = z.infer<typeof storedDrillForm.schema>;

/** @throws as parseForm */
export function drillFormOf(form: FormRow): DrillForm {
  return parseForm({ name: 'drills', stored: storedDrillForm }, form);
}

export function drillFormCardOf(_: object, form: FormRow, reader: Reader): CardJson {
  const { ownerName: owner, ownerTeamsId, ...data } = drillFormOf(form);
  return drillFormCard({ id: form.id, nonce: form.nonce, owner, ...data, refreshFor: [ownerTeamsId] }, reader);
}

/** How the machines are chosen, in words for people. */
export function selectionText({ vms, tag, vault }: DrillForm['entries']): string {
  return vms ?? tag ?? vault ?? '-';
}

/**
 * Parses frequency, hours and counts as typed or filled in.
 * @throws drill-number, drill-hours
 */
export function parseDrills(args: DrillEntries, timeZone: string): Omit<WantedDrills, 'selection' | 'told'> {
  const [from, to] = parseHours(args.hours);
  return {
    times: { every: parseEvery(args), from, to, timeZone },
    atOnce: parseCount('at-once', args, 10) ?? 1,
    lifeHours: parseCount('life', args, mostLifeHours) ?? 6,
    days: parseCount('days', args, mostStandingDays) ?? mostStandingDays,
    probe: parseProbe(args),
    targets: {
      ...(args.rto !== undefined && { rtoMinutes: parseSpan('rto', args.rto) }),
      ...(args.rpo !== undefined && { rpoMinutes: parseSpan('rpo', args.rpo) }),
    },
    ceilings: parseCeilings(args),
  };
}

/**
 * Parses the ceilings that were given.
 * @throws drill-number
 */
export function parseCeilings(args: DrillEntries): WantedDrills['ceilings'] {
  const coreHours = parseCount('core-hours', args, 1_000_000);
  const gbHours = parseCount('gb-hours', args, 100_000_000);
  return { ...(coreHours !== undefined && { coreHours }), ...(gbHours !== undefined && { gbHours }) };
}

function parseEvery({ every }: DrillEntries): DrillTimes['every'] {
  if (every === 'weekly') return 'week';
  return every === 'quarterly' ? 'quarter' : 'month';
}

/** Parses "22-4" or "22:00 - 04:00"; the default is at night. */
function parseHours(typed: string | undefined): [number, number] {
  if (typed === undefined) return [20, 6];
  const parts = /^\s*(\d{1,2})(?::00)?\s*(?:-|–)\s*(\d{1,2})(?::00)?\s*$/.exec(typed);
  const [from, to] = [Number(parts?.[1] ?? Number.NaN), Number(parts?.[2] ?? Number.NaN) % 24];
  if (!(from <= 23 && to <= 23)) throw new CodedError('drill-hours', { typed: typed.slice(0, 40) });
  return [from, to];
}

/** Units allowed, by their first letter: "2 days" must not be read as 2 hours. */
const units: Partial<Record<DrillInput, string>> = { life: 'hu', newest: 'hu', days: 'd' };

function fits(input: DrillInput, [first = '']: string): boolean {
  return units[input]?.includes(first.toLowerCase()) ?? true;
}

/** Parses "4", "4h" or "4 hours". */
function parseCount(input: DrillInput, args: DrillEntries, most: number): number | undefined {
  const typed = args[input];
  if (typed === undefined) return undefined;
  const [, count = '', unit = ''] = /^\s*(\d{1,9})\s*([a-z]*)\s*$/i.exec(typed) ?? [];
  if (!(Number(count) >= 1 && Number(count) <= most && fits(input, unit)))
    throw new CodedError('drill-number', { input, most });
  return Number(count);
}

/**
 * Parses the days of an exception or a definition.
 * @throws drill-number
 */
export function parseDays(days: string | undefined): number | undefined {
  return parseCount('days', days === undefined ? {} : { days }, mostStandingDays);
}

function parseProbe(args: DrillEntries): ProbeWanted {
  const port = parseCount('port', args, 65_535);
  const { newest } = args;
  const script = args.script?.replaceAll('\r\n', '\n');
  if (script !== undefined && script.length > longestScript)
    throw new CodedError('drill-script', { most: longestScript });
  return {
    ...(newest !== undefined && { newest: parseNewest(newest) }),
    ...(port !== undefined && { port }),
    ...(script !== undefined && { script }),
  };
}

/**
 * Parses a path of plain letters and hours: "/var/lib/orders 26h", 'D:\\Data 26'.
 * @throws drill-newest
 */
function parseNewest(typed: string): { path: string; hours: number } {
  const [, path = '', hours = '', unit = ''] =
    /^\s*((?:\/|[A-Za-z]:\\)[\w .\-/\\]{0,200}?)\s+(\d{1,4})\s*([a-z]*)\s*$/i.exec(typed) ?? [];
  if (path === '' || Number(hours) < 1 || !fits('newest', unit))
    throw new CodedError('drill-newest', { typed: typed.slice(0, 80) });
  return { path, hours: Number(hours) };
}

/**
 * Parses "4h", "90 min" or "2 days" into minutes; a bare number is hours.
 * @throws drill-span
 */
function parseSpan(input: DrillInput, typed: string): number {
  const [, count = '', unit = 'h'] = /^\s*(\d{1,4})\s*(?:(h|u|d|m(?!o|a))[a-z]*)?\s*$/i.exec(typed) ?? [];
  const minutes = Number(count) * ({ m: 1, h: 60, u: 60, d: 24 * 60 }[unit.toLowerCase()] ?? Number.NaN);
  if (!(minutes >= 1)) throw new CodedError('drill-span', { input, typed: typed.slice(0, 40) });
  return minutes;
}

/** Parses "env=prod". */
export function parseTag(typed: string): { tag: string; value: string } {
  const at = typed.indexOf('=');
  const [tag, value] = [typed.slice(0, at).trim(), typed.slice(at + 1).trim()];
  if (at < 1 || value === '') throw new CodedError('drill-tag', { typed: typed.slice(0, 60) });
  return { tag, value };
}
