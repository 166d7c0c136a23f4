import { DateTime } from 'luxon';
import { lineOf } from './line.ts';
import type { Names } from './names.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { LineWord, Reading } from './reading.ts';
import { WordReader } from './word-reader.ts';

/** What has no form: its line is said, and typed by whoever wants it. */
export function typedOf(sentence: ParsedSentence): Reading | undefined {
  const { has, names, asks, first, facts, times } = sentence;
  // "Let me know when backups fail" begins with what it wants.
  if (asks && first !== 'subscribe') return undefined;
  const subject = subjectOf(names);
  const typed = (command: string, ...words: (LineWord | undefined)[]): Reading => ({
    kind: 'exact',
    lines: [lineOf(command, ...words)],
  });
  // "Don't mute it": what it should do instead is not said.
  if (has('not') && has('mute', 'unmute', 'digestOff', 'digestDaily')) return undefined;
  // "I've got the sql-01 failure, stop nagging"
  if (first === 'onIt' && subject !== undefined && !has('not')) return typed('on it', subject);
  if (has('unmute')) return typed('unmute', subject ?? '…');
  if (has('unsubscribe') || (has('mute') && names.vaults[0] !== undefined && names.machines.length === 0))
    return typed('unsubscribe', subject ?? '…');
  if (has('mute')) {
    const hours = hoursToldIn(sentence);
    const untilFixed = lineOf('mute', subject ?? '…', { grammar: 'untilFixed' });
    if (has('untilFixed')) return { kind: 'exact', lines: [untilFixed] };
    if (isForever(sentence)) return { kind: 'exact', lines: [untilFixed, lineOf('mute', subject ?? '…', longestMute)] };
    return typed('mute', subject ?? '…', hours === undefined ? undefined : `${hours}h`);
  }
  if (has('digestOff')) return typed('digest off');
  const isWeekly = sentence.tokens.some(({ text }) => facts.grammar.weekdays.includes(text));
  if (has('digestDaily') && !isWeekly) {
    const clocks = typedClocks({ times });
    return { kind: 'exact', lines: (clocks.length > 0 ? clocks : ['…']).map((each) => lineOf('digest daily', each)) };
  }
  // "We don't want to follow sql-01 anymore"
  if (has('subscribe') && has('not')) return typed('unsubscribe', subject ?? '…');
  if (has('subscribe')) return typed('subscribe', subject ?? '…', has('allJobs') ? { keyword: 'all' } : undefined);
  // "Bring it back, it might have malware on it" wants something else.
  if (has('onIt') && !has('show', 'not') && !sentence.orders)
    return subject === undefined && facts.threadRequestId === undefined ? typed('on it') : typed('on it', subject);
  return undefined;
}

/** As long as a mute can be. */
const longestMute = '30d';

function isForever({ tokens, facts, names }: ParsedSentence): boolean {
  const words = new WordReader(tokens, facts, names.taken);
  return tokens.some((_, at) => words.phrase(at, facts.grammar.forever) > 0);
}

/** How long; "4 uur" is four hours or four o'clock, and until a day is until it begins. */
export function hoursToldIn({ times, details, facts }: ParsedSentence): number | undefined {
  const until = details.find(({ name }) => name === 'until')?.value;
  if (until !== undefined) {
    const left = DateTime.fromISO(until, { zone: facts.timeZone }).toMillis() - facts.now.getTime();
    return left > 0 ? Math.ceil(left / 3_600_000) : undefined;
  }
  const long = times.flatMap(({ said }) => (said.kind === 'back' || said.kind === 'length' ? [said.hours] : []));
  const clock = times.flatMap(({ said }) =>
    said.kind === 'clock' && said.clock.hours.length > 1 ? said.clock.hours : [],
  );
  return long[0] ?? clock[0];
}

/**
 * The time of day that was told, as it is typed; of two hours the one in the morning, when a day is looked over. Of "half 8"
 * nobody knows whether it is half past seven or half past eight: both.
 */
export function typedClocks({ times }: Pick<ParsedSentence, 'times'>): string[] {
  const [clock] = times.flatMap(({ said }) => ('clock' in said && said.clock ? [said.clock] : []));
  const hours = clock?.hours.toSorted((one, other) => one - other) ?? [];
  return hours
    .filter((hour, at) => !hours.slice(0, at).some((earlier) => earlier % 12 === hour % 12))
    .map((hour) => `${two(hour)}:${two(clock?.minute ?? 0)}`);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** What it is about, where that is one. */
export function subjectOf({ machines, vaults, codes, candidates, alike }: Names): string | undefined {
  const [only, another] = alike ? [] : candidates;
  return machines[0]?.machine ?? vaults[0] ?? codes[0] ?? (another === undefined ? only : undefined);
}
