import { DateTime } from 'luxon';
import { ticketIn, typedText } from './find-details.ts';
import type { Intent } from './intents.ts';
import type { Names } from './names.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { type Line, type LineWord, makeLine } from './reading.ts';
import { endsClause } from './tokens.ts';
import { range, type WordReader } from './word-reader.ts';

/** Longest mute. */
const longestMute = '30d';

/** Lines to type for votes and for settings without a form. A subject that was not said is left open. */
export function linesToType({ command, about, word }: Intent, sentence: ParsedSentence): Line[] {
  const { names, facts, words } = sentence;
  const [request = facts.threadRequestId ?? '…'] = names.requests;
  const subjects = subjectsOf(names);
  const here = words.tokens.some((_, at) => words.phrase(at, words.grammar.here) > 0);
  switch (command) {
    case 'mute':
      return subjects.flatMap((subject) => muteLines(subject, sentence));
    case 'settings':
      return settingLines(word, sentence, here);
    case 'channel':
      if (isKeyword(word, 'allow')) return [makeLine(command, word, ...allowedIn(sentence))];
      if (isKeyword(word, 'off')) return [makeLine(command, { keyword: 'private' }, word)];
      return [makeLine(command, ...(word === 'none' ? [{ keyword: 'allow' } as const] : []), word)];
    case 'digest daily': {
      const clocks = clocksOf(sentence);
      return (clocks.length > 0 ? clocks : ['…']).map((clock) => makeLine(command, clock));
    }
    case 'drill except': {
      const [vm] = names.machines;
      return vm ? [makeLine(command, vm.machine, ...exceptWords(sentence))] : [];
    }
    case 'approve':
      // "Go ahead" approves, or confirms if the requester says it.
      return request === '…'
        ? [makeLine(command, request), makeLine('confirm', request)]
        : [makeLine(command, request, codeIn(words))];
    case 'stop':
      return [makeLine(command, names.jobs[0] ?? request)];
    case 'retry':
      return [makeLine(command, request, ...againWords(words))];
    case 'breakglass':
      return [makeLine(command, request, ticketIn(words) ?? '…')];
    case 'ask':
    case 'answer':
      return [makeLine(command, request, '…')];
    case 'on it':
      return subjects.map((subject) => makeLine(command, subject === '…' ? undefined : subject));
    default:
      if (about === 'none') return [makeLine(command, word)];
      return about === 'request' ? [makeLine(command, request)] : subjects.map((each) => makeLine(command, each, word));
  }
}

function isKeyword(word: LineWord | undefined, name: string): word is Exclude<LineWord, string> {
  return typeof word === 'object' && 'keyword' in word && word.keyword === name;
}

/** A person's setting, or with "here" the channel's. */
function settingLines(word: LineWord | undefined, { words }: ParsedSentence, here: boolean): Line[] {
  const command = here ? 'channel' : 'settings';
  if (isKeyword(word, 'language')) return languagesIn(words).map((language) => makeLine(command, word, language));
  if (isKeyword(word, 'timezone')) return zonesIn(words).map((zone) => makeLine(command, word, zone));
  return [makeLine('settings', word)];
}

/** The four characters of a code that an approver reads: "yes, code 4F9C". */
function codeIn({ tokens, taken }: WordReader): string | undefined {
  return tokens
    .find(({ raw }, at) => !taken.has(at) && /^(?=.*\d)(?=.*[a-f])[\da-f]{4}$/i.test(raw))
    ?.raw.toUpperCase();
}

/** The subjects, one for each line. */
function subjectsOf({ machines, vaults, codes, candidates, alike }: Names): string[] {
  const [only, another] = alike ? [] : candidates;
  if (machines.length > 0) return machines.map(({ machine }) => machine);
  return [vaults[0] ?? codes[0] ?? (another === undefined ? only : undefined) ?? '…'];
}

function muteLines(subject: string, { words, times, details, facts }: ParsedSentence): Line[] {
  const { grammar, tokens } = words;
  const untilFixed = makeLine('mute', subject, { grammar: 'untilFixed' });
  if (tokens.some((_, at) => words.spread(at, grammar.untilFixed) > 0)) return [untilFixed];
  if (tokens.some((_, at) => words.phrase(at, grammar.forever) > 0))
    return [untilFixed, makeLine('mute', subject, longestMute)];
  const until = details.find(({ name }) => name === 'until')?.value;
  const left = until && DateTime.fromISO(until, { zone: facts.timeZone }).toMillis() - facts.now.getTime();
  // "4 uur" is four hours or four o'clock; after "tot" it is a duration only if nothing else is.
  const lengthsAt = (led: boolean) =>
    tokens.flatMap((_, at) =>
      words.phrase(at - 1, grammar.at) > 0 === led ? (words.length(at, true)?.hours ?? []) : [],
    );
  const hours = left ? Math.ceil(left / 3_600_000) : [...lengthsAt(false), ...lengthsAt(true), ...loneHours(times)][0];
  return [makeLine('mute', subject, hours === undefined || hours <= 0 ? undefined : `${hours}h`)];
}

function loneHours(times: ParsedSentence['times']): number[] {
  return times.flatMap(({ said }) => (said.kind === 'clock' && said.clock.hours.length > 1 ? said.clock.hours : []));
}

/**
 * The time of day said, as it is typed; of two hours the one in the morning, when a day is reviewed. "Half 8" is half
 * past seven or half past eight, so both.
 */
function clocksOf({ times }: ParsedSentence): string[] {
  const [clock] = times.flatMap(({ said }) => ('clock' in said && said.clock ? [said.clock] : []));
  const hours = clock?.hours.toSorted((one, other) => one - other) ?? [];
  const two = (number: number) => String(number).padStart(2, '0');
  return hours
    .filter((hour, at) => !hours.slice(0, at).some((earlier) => earlier % 12 === hour % 12))
    .map((hour) => `${two(hour)}:${two(clock?.minute ?? 0)}`);
}

/** The languages that are not negated, as in "not Dutch, English please"; the last counts. */
function languagesIn(words: WordReader): string[] {
  const named = words.tokens.flatMap((_, at) => {
    const value = words.valued(at, words.grammar.languages)?.value;
    return value === undefined || words.grammar.denials.includes(words.text(at - 1)) ? [] : [value];
  });
  return named.slice(-1);
}

function zonesIn(words: WordReader): string[] {
  const { tokens, grammar, facts } = words;
  const named = tokens.flatMap((_, at) => {
    const called = words.valued(at, grammar.timeZones)?.value;
    if (called !== undefined) return [called];
    return [3, 2, 1].flatMap((size) => {
      const own = tokens.slice(at, at + size);
      const text = own.map(({ raw }) => raw).join(' ');
      return own.length < size || text.length < 3 ? [] : (facts.readTimeZone(text) ?? []);
    });
  });
  return named.slice(0, 1);
}

function allowedIn({ words, names: { vaults } }: ParsedSentence): LineWord[] {
  const named = words.tokens.flatMap((_, at) => words.valued(at, words.grammar.commandNouns)?.value ?? []);
  const commands = [...new Set(named)];
  return commands.length + vaults.length > 0 ? [...commands, ...vaults] : [{ grammar: 'all' }];
}

/** How long a machine is exempt from drills, and why; the line needs a reason. */
function exceptWords({ words, reason }: ParsedSentence): LineWord[] {
  const days = words.tokens.flatMap((_, at) => words.length(at, true)?.hours ?? []).find((hours) => hours % 24 === 0);
  const because = reason ?? behindComma(words);
  return [
    ...(days === undefined ? [] : [{ keyword: 'days' } as const, String(days / 24)]),
    ...(because === '' ? ['…'] : [{ keyword: 'reason' } as const, because]),
  ];
}

/** The reason after a comma: "skip the drills of pki-01 for two weeks, hsm migration". */
function behindComma({ tokens, taken }: WordReader): string {
  const last = tokens.findLastIndex((token, at) => at < tokens.length - 1 && endsClause(token));
  return last > Math.min(...taken) ? typedText(tokens.slice(last + 1)) : '';
}

/** Words for a retry with another size or with the machine restarted; "restart the step" is the retry itself. */
function againWords({ tokens, grammar }: WordReader): LineWord[] {
  const size = tokens.find(({ raw }) => /^standard_\w+$/i.test(raw))?.raw;
  const restarts = range(1, tokens.length).some((at) => {
    const [before = '', text = ''] = [tokens[at - 1]?.text, tokens[at]?.text];
    return (
      grammar.restarts.includes(text) && (grammar.articles.includes(before) || before === 'with' || before === 'met')
    );
  });
  return [...(size ? [{ keyword: 'size' } as const, size] : []), ...(restarts ? ['restart'] : [])];
}
