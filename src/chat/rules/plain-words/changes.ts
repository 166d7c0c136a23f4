import { choosePointAt } from './choose-point-at.ts';
import { type FoundTime, findTimes } from './find-times.ts';
import { lineOf } from './line.ts';
import { looksLikeName } from './names.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { tokensOf } from './phrases.ts';
import type { Line, LineWord, Reading, SentenceFacts } from './reading.ts';

/** What is not understood of a change may be the part that matters: beyond this it is asked. */
const mostIgnored = 0;
const mostChoices = 5;
/** No reason is longer where it is stored. */
const longestReason = 500;

/** What changes something, and what is never read from a sentence. Undefined: it asks, or says nothing of the kind. */
export function changeOf(sentence: ParsedSentence): Reading | undefined {
  return exactOf(sentence) ?? orderOf(sentence);
}

/** Votes and what stops or repeats work: answered with what is to be typed, and never done. */
function exactOf(sentence: ParsedSentence): Reading | undefined {
  const { has, names, facts } = sentence;
  if (sentence.first === 'subscribe') return typedOf(sentence);
  if (has('whoMay', 'why', 'when', 'how') || (has('who') && sentence.asks)) return undefined;
  const [id = facts.threadRequestId] = names.requests;
  const [job] = names.jobs;
  const target = id ?? '…';
  const exact = (...commands: string[]): Reading => ({
    kind: 'exact',
    lines: commands.map((command) => lineOf(command, target)),
  });
  if (has('breakGlass') && !sentence.asks) return { kind: 'exact', lines: [lineOf('breakglass', target, '…')] };
  if (sentence.asks && has('waiting', 'decision', 'requests', 'progress') && !has('cancel', 'retry', 'withdraw'))
    return undefined;
  // "Is the vault immutable, yes or no"
  const isAside = sentence.asks && names.machines.length + names.vaults.length > 0 && names.requests.length === 0;
  if (has('reject') && !isAside) return exact('reject');
  if (has('withdraw')) return exact('withdraw');
  if (has('takeOver')) return exact('takeover');
  if (has('sign')) return exact('review');
  if (has('approve') && (!sentence.asks || has('goAhead') || names.requests.length > 0)) return exact('approve');
  if (has('retry')) return exact('retry');
  // "Stop sql-01" is said to the machine.
  if (
    has('cancel') &&
    (names.machines.length === 0 ||
      names.requests.length > 0 ||
      sentence.inFull.has('cancel') ||
      has('restoreNoun', 'backups', 'jobs'))
  ) {
    return { kind: 'exact', lines: [lineOf('cancel', job ?? target)] };
  }
  if (has('confirm') && !sentence.asks) return exact('confirm');
  if (sentence.urges && !sentence.asks && !has('digest', 'health', 'progress', 'byHand', 'not'))
    return exact('approve', 'confirm');
  return typedOf(sentence);
}

/** What has no form: its line is said, and typed by whoever wants it. */
function typedOf({ has, names, asks, first, facts, times }: ParsedSentence): Reading | undefined {
  // "Let me know when backups fail" begins with what it wants.
  if (asks && first !== 'subscribe') return undefined;
  const subject = names.machines[0]?.machine ?? names.vaults[0] ?? names.codes[0];
  const typed = (command: string, ...words: (LineWord | undefined)[]): Reading => ({
    kind: 'exact',
    lines: [lineOf(command, ...words)],
  });
  if (has('unmute')) return typed('unmute', subject ?? '…');
  if (has('unsubscribe') || (has('mute') && names.vaults[0] !== undefined && names.machines.length === 0))
    return typed('unsubscribe', subject ?? '…');
  if (has('mute')) {
    const long = times.flatMap(({ said }) => (said.kind === 'back' || said.kind === 'length' ? [said.hours] : []));
    // "4 uur" is four hours or four o'clock.
    const clock = times.flatMap(({ said }) =>
      said.kind === 'clock' && said.clock.hours.length > 1 ? said.clock.hours : [],
    );
    const hours = long[0] ?? (clock.length > 0 ? Math.min(...clock) : undefined);
    if (has('untilFixed')) return typed('mute', subject ?? '…', { grammar: 'untilFixed' });
    return typed('mute', subject ?? '…', hours === undefined ? undefined : `${hours}h`);
  }
  if (has('digestOff')) return typed('digest off');
  if (has('digestDaily')) {
    const clock = times
      .map(({ said }) => ('clock' in said ? said.clock : undefined))
      .find((each) => each !== undefined);
    // Of two hours the one in the morning, when a day is looked over.
    const hour = Math.min(...(clock?.hours ?? []));
    const time = clock ? `${two(hour)}:${two(clock.minute)}` : '…';
    return typed('digest daily', time);
  }
  if (has('subscribe')) return typed('subscribe', subject ?? '…', has('allJobs') ? { keyword: 'all' } : undefined);
  if (has('onIt') && !has('show', 'not'))
    return subject === undefined && facts.threadRequestId === undefined ? typed('on it') : typed('on it', subject);
  return undefined;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function orderOf(sentence: ParsedSentence): Reading | undefined {
  const { has, names, orders } = sentence;
  // Files are never restored, however they are asked for: the answer says what to do instead.
  if (has('file') && has('restore', 'bringBack', 'restoreNoun', 'restorable') && !has('not')) return undefined;
  if (!orders || has('other', 'not', 'condition', 'byHand')) return undefined;
  const again = requestLine(sentence);
  if (again) return again;
  const commands = commandsOf(sentence);
  if (commands.length === 0) return undefined;
  if (sentence.first === 'cancel' && !commands.includes('protection stop')) return stopped(sentence, commands);
  if (names.vaults.length > 1 || names.requests.length > 0 || names.jobs.length > 0) return undefined;
  // A way or a time of restoring makes no backup.
  if (sentence.ways.length > 0 && commands[0] !== 'restore') return undefined;
  if (commands[0] === 'drill new' && names.vaults[0] && names.machines.length + names.candidates.length === 0)
    return settled(sentence, [lineOf('drill new', 'in', names.vaults[0], ...drillWords(sentence))]);
  if (commands[0] === 'policy new') return settled(sentence, [lineOf('policy new', names.vaults[0])]);
  if (sentence.ignored.some(looksLikeName) && names.candidates.length === 0) return undefined;
  const machines = names.machines.map(({ machine }) => machine);
  const near = machines.length === 0 ? names.candidates : [];
  // It stands beside news of a state: it may ask for the one or want the other.
  const tells = has('progress', 'state', 'failed', 'running') && !(has('failed') && sentence.reason !== undefined);
  if (tells && machines.length + near.length === 0) return undefined;
  if (near.length > mostChoices) return askedMachine(sentence, commands);
  if (machines.length + near.length === 0) return askedMachine(sentence, commands);
  const [machine] = machines;
  if (machines.length > 1) return several(sentence, commands, machines);
  if (machine === undefined) {
    return {
      kind: 'question',
      about: 'machine',
      choices: near
        .flatMap((name) => commands.flatMap((command) => plainly(sentence, command, name)))
        .slice(0, mostChoices),
      ignored: sentence.ignored,
    };
  }
  const spelled = names.machines.some(({ how }) => how === 'spelling');
  const readings = commands.map((command) => lineFor(sentence, command, machine));
  const [first] = readings;
  if (!first) return undefined;
  if (first.kind !== 'line') return first;
  const lines = readings.flatMap((reading) => (reading.kind === 'line' ? [reading.line] : []));
  // "Sql-01 backup" may be what is wanted, or what is asked about.
  const isNoun = !sentence.wants && sentence.orderAt > (names.places[0] ?? 0);
  // "Hold the restore of sql-01" wants it to wait.
  const isWork = commands.includes('hold') && has('restoreNoun', 'drills', 'jobs', 'decision');
  if (sentence.doubts) {
    const looks = lineOf(commands.includes('restore') ? 'check' : 'vm', machine);
    return { kind: 'either', lines: [...lines, looks], ignored: sentence.ignored };
  }
  if (tells || isNoun || isWork)
    return { kind: 'either', lines: [...lines, lineOf('jobs', machine)], ignored: sentence.ignored };
  if (spelled) return { kind: 'question', about: 'machine', choices: lines, ignored: sentence.ignored };
  return settled(sentence, lines);
}

/** What is asked for of an earlier request or of its copy, which may be told by its name as a machine is. */
function requestLine(sentence: ParsedSentence): Reading | undefined {
  const { has, names, facts, reason, ignored } = sentence;
  const command = has('renewDrill') ? 'drill renew' : has('release') ? 'release' : undefined;
  if (command === undefined) return undefined;
  const machines = names.machines.map(({ machine }) => machine);
  // In Dutch the same words are said of a machine on hold and of a copy.
  if (command === 'release' && has('unhold') && machines.length + names.candidates.length > 0) return undefined;
  const named = command === 'release' ? [...names.requests, ...machines] : names.requests;
  const [subject = facts.threadRequestId, another] = named;
  if (subject === undefined || another !== undefined) return { kind: 'exact', lines: [lineOf(command, '…')] };
  const line = lineOf(command, subject, ...becauseOf(reason));
  const spelled = names.machines.some(({ how }) => how === 'spelling');
  // "Release it and back it up" wants two things.
  const wantsMore = commandsOf(sentence).some((each) => each !== 'unhold');
  const unclear = wantsMore || ignored.length > 0 || spelled || sentence.doubts || names.candidates.length > 0;
  return unclear || saysMore(sentence, command)
    ? { kind: 'question', about: 'meaning', choices: [line], ignored }
    : { kind: 'line', line, ignored };
}

const ends: Readonly<Record<string, string>> = { protect: 'protection stop', hold: 'unhold' };

/** "Stop drilling sql-01" wants the opposite of what it names. */
function stopped(sentence: ParsedSentence, [command = '']: readonly string[]): Reading {
  const { names, ignored } = sentence;
  const end = ends[command];
  const choices = end ? names.machines.flatMap(({ machine }) => plainly(sentence, end, machine)) : [];
  return choices.length > 0
    ? { kind: 'question', about: 'meaning', choices: choices.slice(0, mostChoices), ignored }
    : { kind: 'exact', lines: [lineOf(command === 'drill new' ? 'withdraw' : 'cancel', names.requests[0] ?? '…')] };
}

/** @returns the commands that the words may mean, none for a change that nothing here makes */
function commandsOf({ has, times, every }: ParsedSentence): string[] {
  if (has('undelete')) return ['undelete'];
  if (has('newPolicy')) return ['policy new'];
  if (has('raiseRetention')) return ['retention raise'];
  if (has('unhold')) return ['unhold'];
  if (has('hold')) return ['hold'];
  if (has('newDrill') || (has('drill') && every !== undefined)) return ['drill new'];
  if (has('drill')) return ['drill'];
  if (has('grantKeys')) return ['keyaccess'];
  if (has('stopProtection')) return ['protection stop'];
  if (has('resumeProtection')) return ['protection resume'];
  if (has('bringBack')) return ['restore', 'undelete'];
  const found = [
    has('restore') || (has('backTo') && times.length > 0) ? 'restore' : '',
    has('backup') && !has('keys') ? 'backup' : '',
    has('protect') ? 'protect' : '',
  ].filter((each) => each !== '');
  return found;
}

/** What a command's line has a place for. What was said beyond it may be the part that matters, and is asked. */
const carries: Readonly<Record<string, readonly ('time' | 'way' | 'name' | 'vault' | 'keep')[]>> = {
  restore: ['time', 'way', 'name'],
  backup: ['keep'],
  protect: ['vault'],
  'policy new': ['vault'],
  drill: ['time'],
  'drill new': ['vault'],
};

/** Their lines have no place for a reason, so that what else is said within it would be lost. */
const lacksReason: ReadonlySet<string> = new Set(['backup', 'protect', 'policy new', 'protection resume']);

function saysMore(sentence: ParsedSentence, command: string): boolean {
  const { times, ways, newName, names, has, facts, every } = sentence;
  const own = carries[command] ?? [];
  const kept = keepWords(sentence).length > 0;
  return (
    (sentence.reason !== undefined && lacksReason.has(command) && lasts(sentence.reason, facts)) ||
    (times.length > 0 && !own.includes('time') && !(kept && own.includes('keep'))) ||
    (!kept && times.some(({ said }) => said.kind === 'length' || said.kind === 'back')) ||
    (ways.length > 0 &&
      !own.includes('way') &&
      !(command === 'release' && ways.every((way) => way === 'quarantine'))) ||
    (newName !== undefined && !own.includes('name')) ||
    (command === 'drill new' && (every === undefined || (names.vaults.length > 0 && names.machines.length > 0))) ||
    (names.vaults.length > 0 && !own.includes('vault') && facts.vaults.length > 1) ||
    (has('keep') && !(own.includes('keep') && kept))
  );
}

function lasts(reason: string, facts: SentenceFacts): boolean {
  return findTimes(tokensOf(reason), facts, new Set()).some(({ said }) => said.kind === 'length');
}

function settled(sentence: ParsedSentence, lines: readonly Line[]): Reading {
  const { ignored } = sentence;
  const [line] = lines;
  if (!line || lines.length > 1) return { kind: 'either', lines, ignored };
  return ignored.length > mostIgnored || saysMore(sentence, line.command)
    ? { kind: 'question', about: 'meaning', choices: [line], ignored }
    : { kind: 'line', line, ignored };
}

/** Which machine is asked for by the card of a command that has one; for the others by their lines. */
function askedMachine({ ignored }: ParsedSentence, commands: readonly string[]): Reading | undefined {
  const own = commands.filter((each) => each === 'restore' || each === 'backup' || each === 'drill new');
  // "Hold on a sec" wants nothing of a machine.
  if (own.length === 0 && ignored.length > 0) return undefined;
  const choices =
    own.length > 0 ? own.map((each) => lineOf(each)) : [lineOf('vms'), ...commands.map((each) => lineOf('help', each))];
  return { kind: 'question', about: 'machine', choices, ignored };
}

function several(
  sentence: ParsedSentence,
  commands: readonly string[],
  machines: readonly string[],
): Reading | undefined {
  const { ignored, names } = sentence;
  const [command = ''] = commands;
  if (names.machines.some(({ how }) => how === 'spelling'))
    return {
      kind: 'question',
      about: 'machine',
      choices: machines.flatMap((name) => plainly(sentence, command, name)).slice(0, mostChoices),
      ignored,
    };
  // "sql-01 onto web-01" is none of both.
  if (!sentence.linked) return undefined;
  if (command === 'drill new') return settled(sentence, [lineOf(command, ...machines, ...drillWords(sentence))]);
  if ((command === 'backup' || command === 'protect') && commands.length === 1)
    return settled(sentence, [lineOf(command, ...machines, ...(command === 'backup' ? keepWords(sentence) : []))]);
  return {
    kind: 'either',
    lines: machines.flatMap((name) => plainly(sentence, command, name)).slice(0, mostChoices),
    ignored,
  };
}

/** The lines of a command for one machine, to be asked about. */
export function plainly(sentence: ParsedSentence, command: string, machine: string): Line[] {
  const reading = lineFor(sentence, command, machine);
  if (reading.kind === 'line') return [reading.line];
  return reading.kind === 'question' ? [...reading.choices] : [];
}

function lineFor(sentence: ParsedSentence, command: string, machine: string): Reading {
  const { ignored, names, reason } = sentence;
  const because = becauseOf(reason);
  const line = (...words: (LineWord | undefined)[]): Reading => ({
    kind: 'line',
    line: lineOf(command, machine, ...words),
    ignored,
  });
  switch (command) {
    case 'restore':
      return restoreLine(sentence, machine, because);
    case 'backup':
      return line(...keepWords(sentence));
    case 'protect':
      return line(...(names.vaults[0] ? ['in', names.vaults[0]] : []));
    case 'protection stop':
    case 'undelete':
    case 'hold':
    case 'unhold':
    case 'retention raise':
      return line(...because);
    case 'drill':
      return drillLine(sentence, machine, because);
    case 'drill new':
      return line(...drillWords(sentence));
    case 'keyaccess':
      return line({ keyword: 'grant' }, ...because);
    default:
      return line();
  }
}

function becauseOf(reason: string | undefined): LineWord[] {
  return reason ? [{ keyword: 'reason' }, reason.slice(0, longestReason)] : [];
}

/** "Keep it for 30 days", "keep it a week" */
function keepWords({ has, times }: ParsedSentence): LineWord[] {
  const [time, another] = times;
  if (!has('keep') || another || time === undefined || time.side) return [];
  const { said } = time;
  const days = said.kind === 'length' ? said.hours / 24 : said.kind === 'span' && said.name === 'week' ? 7 : undefined;
  return Number.isInteger(days) ? [{ keyword: 'keep' }, `${days}d`] : [];
}

export function drillWords({ every, reason }: ParsedSentence): LineWord[] {
  return [...(every ? [{ keyword: every }] : []), ...becauseOf(reason)];
}

function drillLine(sentence: ParsedSentence, machine: string, because: LineWord[]): Reading {
  const { ignored, times, facts } = sentence;
  const [time] = times;
  if (!time) return { kind: 'line', line: lineOf('drill', machine, ...because), ignored };
  const point = pointOf(time, facts.points(machine), sentence);
  if (point.kind === 'word') return { kind: 'line', line: lineOf('drill', machine, point.word, ...because), ignored };
  const choices = point.at.map((at) => lineOf('drill', machine, { at }, ...because));
  return {
    kind: 'question',
    about: 'point',
    choices: choices.length > 0 ? choices : [pointsLine(sentence, machine)],
    ignored,
  };
}

function restoreLine(sentence: ParsedSentence, machine: string, because: LineWord[]): Reading {
  const { ignored, ways, newName, times, facts } = sentence;
  const [way, another] = ways;
  const named: LineWord[] = newName === undefined ? [] : [{ keyword: 'as' }, newName];
  const behind = (chosen: typeof way): LineWord[] => [...named, ...(chosen ? [{ keyword: chosen }] : []), ...because];
  const [time, other] = times.filter(({ said }) => said.kind !== 'back' && said.kind !== 'length');
  if (other) return { kind: 'question', about: 'point', choices: [lineOf('points', machine)], ignored };
  if (another) {
    return {
      kind: 'question',
      about: 'way',
      choices: ways.map((each) => lineOf('restore', machine, ...behind(each))),
      ignored,
    };
  }
  if (!time) return { kind: 'line', line: lineOf('restore', machine, ...behind(way)), ignored };
  const point = pointOf(time, facts.points(machine), sentence);
  if (point.kind === 'some') {
    const choices = point.at.map((at) => lineOf('restore', machine, { at }, ...behind(way)));
    return {
      kind: 'question',
      about: 'point',
      choices: choices.length > 0 ? choices : [pointsLine(sentence, machine)],
      ignored,
    };
  }
  // With a point and a reason the plan is made at once: how it is restored must have been said by then.
  if (because.length > 0 && !way) {
    const choices = (['isolated', 'quarantine', 'beside', 'in-place', 'replace'] as const).map((each) =>
      lineOf('restore', machine, point.word, ...behind(each)),
    );
    return { kind: 'question', about: 'way', choices, ignored };
  }
  return { kind: 'line', line: lineOf('restore', machine, point.word, ...behind(way)), ignored };
}

/** Where no point can be told, those before the alert that it was told by, or all. */
function pointsLine({ has }: ParsedSentence, machine: string): Line {
  return has('alert')
    ? lineOf('points', machine, { keyword: 'before' }, { grammar: 'alert' })
    : lineOf('points', machine);
}

function pointOf(
  time: FoundTime,
  points: readonly Date[] | undefined,
  { facts }: ParsedSentence,
): { kind: 'word'; word: LineWord } | { kind: 'some'; at: Date[] } {
  const { said } = time;
  if (said.kind === 'latest') return { kind: 'word', word: { grammar: 'latest' } };
  if (said.kind === 'number') return { kind: 'word', word: `#${said.number}` };
  if (said.kind === 'event' || !points) return { kind: 'some', at: [] };
  const chosen = choosePointAt(time, points, facts);
  return chosen.kind === 'one' ? { kind: 'word', word: { at: chosen.at } } : { kind: 'some', at: chosen.at };
}
