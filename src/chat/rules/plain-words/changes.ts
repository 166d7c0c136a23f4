import { detailWords, hasOther } from './find-details.ts';
import { findTimes } from './find-times.ts';
import { lineOf } from './line.ts';
import { looksLikeName } from './names.ts';
import { exactOf } from './never-read.ts';
import { becauseOf, drillWords, lineFor, manyLine, plainly, takesMany, vaultWords } from './order-lines.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { tokensOf } from './phrases.ts';
import type { Line, Reading, SentenceFacts } from './reading.ts';

/** What is not understood of a change may be the part that matters: beyond this it is asked. */
const mostIgnored = 0;
const mostChoices = 5;
/** Of what is wanted of no machine. */
const mostUnclear = 1;

/** What changes something, and what is never read from a sentence. Undefined: it asks, or says nothing of the kind. */
export function changeOf(sentence: ParsedSentence): Reading | undefined {
  const exact = exactOf(sentence);
  return (exact && restoreBeside(exact, sentence)) ?? exact ?? orderOf(sentence);
}

const ofNews: ReadonlySet<string> = new Set(['subscribe', 'unsubscribe', 'mute', 'unmute', 'on it']);

/** "Restore web-01 and tell us when it is done": a setting does not hide what is wanted back. */
function restoreBeside(exact: Reading, sentence: ParsedSentence): Reading | undefined {
  if (exact.kind !== 'exact' || !exact.lines.every(({ command }) => ofNews.has(command))) return undefined;
  const wanted = sentence.has('restore', 'bringBack') ? orderOf(sentence) : undefined;
  if (wanted?.kind !== 'line' && wanted?.kind !== 'question' && wanted?.kind !== 'either') return undefined;
  const all = wanted.kind === 'line' ? [wanted.line] : wanted.kind === 'question' ? wanted.choices : wanted.lines;
  const lines = all.filter(({ command }) => command === 'restore');
  if (lines.length === 0) return undefined;
  const told = exact.lines.filter(({ words }) => !words.includes('…'));
  return { kind: 'question', about: 'meaning', choices: [...lines, ...told], ignored: sentence.ignored };
}

function orderOf(sentence: ParsedSentence): Reading | undefined {
  const { has, names, orders } = sentence;
  // Files are never restored, however they are asked for: the answer says what to do instead.
  if (has('file') && has('restore', 'bringBack', 'restoreNoun', 'restorable') && !has('not')) return undefined;
  if (!orders || has('other', 'not', 'condition', 'byHand')) return undefined;
  // "Backup failed for dev-01, error code …", as it was pasted.
  if (names.codes.length > 0 && has('failed')) return undefined;
  const again = requestLine(sentence);
  if (again) return again;
  const commands = commandsOf(sentence);
  if (commands.length === 0) return undefined;
  if (sentence.first === 'cancel' && !commands.includes('protection stop')) return stopped(sentence, commands);
  if (names.vaults.length > 1 || names.requests.length > 0 || names.jobs.length > 0) return undefined;
  // A way or a time of restoring makes no backup.
  if (sentence.ways.length > 0 && commands[0] !== 'restore') return undefined;
  const scoped = names.vaults.length > 0 || sentence.details.some(({ name }) => name === 'tag');
  if (commands[0] === 'drill new' && scoped && names.machines.length + names.candidates.length === 0)
    return settled(sentence, [lineOf('drill new', ...vaultWords(sentence), ...drillWords(sentence))]);
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
    const [command = ''] = commands;
    const all =
      sentence.wholeGroup && near.length > 1 && takesMany.has(command) ? [manyLine(sentence, command, near)] : [];
    return {
      kind: 'question',
      about: 'machine',
      choices: [...all, ...near.flatMap((name) => commands.flatMap((each) => plainly(sentence, each, name)))].slice(
        0,
        mostChoices,
      ),
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
  const isSubject = names.requests.length > 0 || (facts.threadRequestId !== undefined && names.machines.length === 0);
  const isReleased = has('release') || (isSubject && sentence.details.some(({ name }) => name === 'to'));
  const command = has('renewDrill') ? 'drill renew' : isReleased ? 'release' : undefined;
  if (command === undefined) return undefined;
  const machines = names.machines.map(({ machine }) => machine);
  // In Dutch the same words are said of a machine on hold and of a copy.
  if (command === 'release' && has('unhold') && machines.length + names.candidates.length > 0) return undefined;
  const named = command === 'release' ? [...names.requests, ...names.copies, ...machines] : names.requests;
  const [subject = facts.threadRequestId, another] = named;
  if (subject === undefined || another !== undefined) return { kind: 'exact', lines: [lineOf(command, '…')] };
  const line = lineOf(command, subject, ...detailWords(command, sentence.details), ...becauseOf(reason));
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
function commandsOf({ has, times, every, ways, names }: ParsedSentence): string[] {
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
  if (has('bringBack'))
    return ways.length + times.length > 0 && !has('undelete') ? ['restore'] : ['restore', 'undelete'];
  // "A backup policy that runs every four hours"
  if (has('policies') && has('backup') && names.machines.length + names.candidates.length === 0) return ['policy new'];
  const found = [
    has('restore') || (has('backTo') && times.length > 0) ? 'restore' : '',
    has('backup') && !has('keys') ? 'backup' : '',
    has('protect') ? 'protect' : '',
  ].filter((each) => each !== '');
  return found;
}

/** What a command's line has a place for. What was said beyond it may be the part that matters, and is asked. */
const carries: Readonly<Record<string, readonly ('time' | 'way' | 'vault')[]>> = {
  restore: ['time', 'way'],
  protect: ['vault'],
  'policy new': ['vault'],
  drill: ['time'],
  'drill new': ['vault'],
};

/** Their lines have no place for a reason, so that what else is said within it would be lost. */
const lacksReason: ReadonlySet<string> = new Set(['backup', 'protect', 'policy new', 'protection resume']);

function saysMore(sentence: ParsedSentence, command: string): boolean {
  const { times, ways, details, names, has, facts, every } = sentence;
  const own = carries[command] ?? [];
  return (
    (sentence.reason !== undefined && lacksReason.has(command) && lasts(sentence.reason, facts)) ||
    hasOther(command, details) ||
    (times.length > 0 && !own.includes('time')) ||
    times.some(({ said }) => said.kind === 'length' || said.kind === 'back') ||
    (ways.length > 0 &&
      !own.includes('way') &&
      !(command === 'release' && ways.every((way) => way === 'quarantine'))) ||
    (command === 'drill new' && (every === undefined || (names.vaults.length > 0 && names.machines.length > 0))) ||
    (names.vaults.length > 0 && !own.includes('vault') && facts.vaults.length > 1) ||
    has('keep') ||
    // "Drill web-01 and show me the drills" wants two things.
    (has('show') && sentence.first !== 'show')
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
  // "Hold on a sec" wants nothing of a machine, and "my laptop needs a restore of its licence" none of them.
  if (ignored.length > (own.length === 0 ? 0 : mostUnclear)) return undefined;
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
      choices: [
        ...(takesMany.has(command) && sentence.linked ? [manyLine(sentence, command, machines)] : []),
        ...machines.flatMap((name) => plainly(sentence, command, name)),
      ].slice(0, mostChoices),
      ignored,
    };
  // "sql-01 onto web-01" is none of both.
  if (!sentence.linked) return undefined;
  if (takesMany.has(command) && commands.length === 1)
    return settled(sentence, [manyLine(sentence, command, machines)]);
  return {
    kind: 'either',
    lines: machines.flatMap((name) => plainly(sentence, command, name)).slice(0, mostChoices),
    ignored,
  };
}
