import { DateTime } from 'luxon';
import { helpTopics } from './help-topics.ts';
import { lineOf, readingOfLines } from './line.ts';
import { looksLikeName } from './names.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { Line, LineWord, Reading } from './reading.ts';
import { digestSpan, instantsOf, spanOf } from './time-windows.ts';

/** Beyond this share of its words nothing was understood of a sentence. */
const mostIgnored = 0.4;
const mostChoices = 5;
/** So many words may be left over of a question that is clear otherwise. */
const mostUnclear = 1;

/** What a sentence asks to see. It only reads, so that it may run at once. */
export function questionOf(sentence: ParsedSentence): Reading | undefined {
  const { has, ignored, names, tokens } = sentence;
  // "Delete sql-01" asks nothing. "Who deleted it" does.
  if (has('other') && (!sentence.asks || sentence.first === 'other' || !has(...aboutAnything))) return undefined;
  const isTold = sentence.details.length > 0 || has('keep');
  if (isTold && !sentence.asks && !has('show')) return undefined;
  if (has('thanks') && !sentence.asks && !has('show')) return undefined;
  if (sentence.ways.length > 0 && !sentence.asks) return undefined;
  // "We should not restore sql-01", "if it fails, restore it".
  if (has('condition') && !sentence.asks) return undefined;
  if (
    has('not') &&
    has('restore', 'backup', 'bringBack', 'protect', 'hold', 'drill') &&
    !has('who', 'why', 'when', 'how', 'decision')
  )
    return undefined;
  // "Make no backup of app-01"
  if (sentence.first === 'not' && has('backups', 'restoreNoun') && !sentence.asks && !has('show')) return undefined;
  const { machines, candidates, requests, vaults } = names;
  const hasName = machines.length + candidates.length + requests.length + vaults.length + names.codes.length > 0;
  // "The kubernetes cluster is down" tells of something that nobody here knows.
  const tells = !sentence.asks && !has('show') && !hasName && sentence.times.length === 0;
  if (tells && ignored.length > 1) return undefined;
  if (ignored.length > 3 && ignored.length > tokens.length * mostIgnored) return undefined;
  // "A monthly restore test of everything in rsv-prod" wants drills.
  if (sentence.every && has('drill', 'drills', 'newDrill') && !sentence.asks && !has('show')) return undefined;
  const lines = linesOf(sentence);
  if (!lines) return undefined;
  const named = lines.some(({ words }) => words.some((word) => word === machineHere));
  const reading = named
    ? withMachine(sentence, lines)
    : ignored.some(looksLikeName) && names.candidates.length === 0
      ? undefined
      : readingOfLines(lines, ignored);
  // A word that means nothing here may have been what it was about, and one that denies may have turned it around.
  const denies = has('not', 'condition') && !sentence.asks && !has('show');
  // "Which machines are in quarantine" is no list of all of them, and "sql-01 to yesterday" does not ask how it is.
  const narrows =
    (sentence.ways.includes('quarantine') && !lines.some(({ command }) => command === 'check')) ||
    (sentence.ways.length > 0 && lines.every(({ command }) => command === 'vm')) ||
    (sentence.times.length > 0 && !sentence.asks && lines.every(({ command }) => command === 'vm'));
  // What only reads may run with a word that was not understood, which is said: it names what it asks about by its name.
  const isClear =
    ignored.length === 0 || (ignored.length <= mostUnclear && sentence.asks && !sentence.wants && isNamed(sentence));
  if ((isClear && !denies && !narrows) || !reading || (reading.kind !== 'line' && reading.kind !== 'either'))
    return reading;
  return {
    kind: 'question',
    about: 'meaning',
    choices: reading.kind === 'line' ? [reading.line] : reading.lines,
    ignored,
  };
}

function isNamed({ names }: ParsedSentence): boolean {
  const spelled = names.machines.some(({ how }) => how === 'spelling');
  return !spelled && names.machines.length + names.vaults.length + names.requests.length === 1;
}

/** What may be asked about things that Strongroom does not do. */
const aboutAnything = [
  'who',
  'whoMay',
  'audit',
  'file',
  'explain',
  'whoami',
  'channel',
  'how',
  'help',
  'decision',
  'undelete',
  'posture',
] as const;

/** Stands for the machine in a line until it is known which one it is. */
const machineHere = '\0machine';

function withMachine({ names, ignored }: ParsedSentence, lines: readonly Line[]): Reading | undefined {
  const machines = names.machines.map(({ machine }) => machine);
  const put = (line: Line, machine: string): Line => ({
    ...line,
    words: line.words.map((word) => (word === machineHere ? machine : word)),
  });
  if (machines.length > 0)
    return readingOfLines(
      machines.slice(0, mostChoices).flatMap((machine) => lines.map((line) => put(line, machine))),
      ignored,
    );
  const [only, ...others] = names.candidates;
  if (only === undefined) return undefined;
  const byRole = ignored.length === 0 && others.length === 0;
  if (byRole)
    return readingOfLines(
      lines.map((line) => put(line, only)),
      ignored,
    );
  return {
    kind: 'question',
    about: 'machine',
    choices: names.candidates.slice(0, mostChoices).flatMap((machine) => lines.map((line) => put(line, machine))),
    ignored,
  };
}

/** The rules, in their order: the first that fits is taken. */
function linesOf(sentence: ParsedSentence): Line[] | undefined {
  const { has, names, facts, times, asks, group, ignored } = sentence;
  const [request = facts.threadRequestId] = names.requests;
  const [code] = names.codes;
  const [vault] = names.vaults;
  const hasMachine = names.machines.length + names.candidates.length > 0;
  const vm = hasMachine ? machineHere : undefined;
  const span = times.map(spanOf).find((each) => each !== undefined);
  const one = (command: string, ...words: (LineWord | undefined)[]) => [lineOf(command, ...words)];
  const failed = { grammar: 'failed' } as const;
  const before = beforeWords(sentence);
  const shell = has('powershell') ? 'powershell' : undefined;

  if (code !== undefined) return one('explain', code);
  if (has('how') && !has('progress', 'policies')) {
    if (has('byHand') && (request ?? vm)) return one('byhand', request ?? vm, shell);
    const topic = helpTopics.find(([concept]) => has(concept));
    if (topic) return one('help', topic[1]);
    if (has('help')) return one('help');
  }
  if (names.jobs[0] !== undefined) return one('job', names.jobs[0]);
  if (has('file') && has('restore', 'bringBack', 'restoreNoun', 'restorable') && !has('not'))
    return one('restore files', vm ?? '…');
  if (has('byHand') && (request ?? vm) && !has('not', 'why', 'approve'))
    return one('byhand', names.machines.length > 0 ? vm : (request ?? vm), shell);
  if (has('export') && has('audit')) return request ? one('audit export', request) : undefined;
  if (has('verify') && !hasMachine && vault === undefined && !names.requests[0]) return one('audit verify');
  if (
    has('whoMay') ||
    (has('why') && has('waiting', 'decision', 'approve')) ||
    (asks && has('decision') && !has('who', 'waiting', 'requests'))
  ) {
    if (names.machines.length > 0 && !names.requests[0]) return one('requests');
    return request ? one('why', request) : one('requests');
  }
  if (asks && has('approve')) return request && !has('waiting') ? one('why', request) : one('requests');
  if (
    has('audit') ||
    (has('who') &&
      has(
        'restored',
        'restore',
        'backup',
        'decision',
        'other',
        'bringBack',
        'stopProtection',
        'cancel',
        'reject',
        'mute',
      ))
  ) {
    // "Who has seen my bike"
    if (!vm && !request && ignored.length > 0) return undefined;
    return one('audit', names.machines.length > 0 ? vm : (request ?? vm));
  }
  if (has('waiting', 'requests')) {
    if (names.requests[0]) return one('why', names.requests[0]);
    if (request === undefined || hasMachine) return one('requests');
    return has('state', 'progress') ? one('job', request) : [lineOf('why', request), lineOf('requests')];
  }
  if (has('drills')) return one('drills', names.machines.length > 0 || names.candidates.length === 1 ? vm : vault);
  if (vault !== undefined && !hasMachine && has('posture')) return one('vault', vault);
  if (has('leftovers') && !has('failed')) return one('leftovers', names.machines.length > 0 ? vm : (request ?? vm));
  if (has('subscriptions')) return one('subscriptions');
  if (has('health') && !hasMachine) return one('doctor');
  if (has('keys', 'grantKeys') && vm) return one('keyaccess', vm);
  if (has('channel') && has('whoami', 'channel') && !hasMachine && !has('restore', 'requests')) return one('channel');
  if (has('whoami') && !hasMachine) return one('whoami');
  // "Why can't I restore it" asks what is in the way, and "why did the restore fail" what happened.
  if (has('why') && vm && span === undefined && has('restore', 'restorable', 'restoreNoun') && has('not', 'restorable'))
    return one('check', vm);
  const isLatest = times.some(({ said }) => said.kind === 'latest');
  if (vm && isLatest && !sentence.wants && times.some(({ side, said }) => side === 'before' && said.kind !== 'event'))
    return one('points', vm, ...before);
  const asksWhether = sentence.inFull.has('restorable') && !has('why');
  // "Sql-01 just died" tells of the machine, and not of a job.
  const isDown =
    has('failed') && vm && !asks && !has('show', 'why', 'jobs', 'backups', 'backup', 'backedUp', 'restoreNoun');
  if (isDown && span === undefined && !request)
    return [lineOf('vm', vm), lineOf('points', vm), lineOf('jobs', vm, failed)];
  if (has('failed', 'why') && hasMachine && !has('points', 'howFarBack') && !asksWhether) {
    return request && !names.machines.length ? one('job', request) : one('jobs', vm, failed, span);
  }
  if (has('howFarBack') && vm) return one('points', vm, ...before);
  if (has('restorable') && vm) return one('check', vm, pointWord(sentence));
  if (has('alert') && vm && (has('points', 'backups') || (has('restorable') && before.length > 0)))
    return one('points', vm, ...before);
  if (has('points') && vm && !has('backedUp')) return one('points', vm, ...before);
  if (vm && times.some(({ side }) => side === 'before') && (asks || has('show', 'machines')))
    return one('points', vm, ...before);
  if (has('not') && has('backedUp') && has('machines') && !hasMachine) return one('vms', { grammar: 'unprotected' });
  if (has('unprotected') && vm && !asks) return undefined;
  if (has('unprotected'))
    return vm && names.machines.length > 0 ? one('vm', vm) : one('vms', { grammar: 'unprotected' });
  if (has('policies')) return vm && !has('show') && names.machines.length > 0 ? one('vm', vm) : one('policies', vault);
  if (has('failed') || (has('why') && span !== undefined && !has('state'))) {
    const ofMachines = !has('jobs', 'backups', 'restoreNoun') || (sentence.first === 'machines' && span === undefined);
    // "Jobs that did not fail" are not those that did.
    const those = has('not') ? undefined : failed;
    if (has('machines') && ofMachines) return one('vms', those);
    return request && !has('backups', 'jobs') && span === undefined
      ? one('job', request)
      : one('jobs', vault, those, span);
  }
  if (request && has('progress', 'state', 'running', 'why', 'restored', 'restoreNoun', 'when', 'show')) {
    if (has('why')) return one('why', request);
    if (names.machines.length === 0 || names.requests.length > 0) return one('job', request);
  }
  if (has('restored') && vm && asks) return has('progress') ? one('jobs', vm) : one('audit', vm);
  if (has('running') && vm && has('backups', 'backedUp', 'jobs')) return one('jobs', vm, { grammar: 'running' });
  if (has('restore', 'restoreNoun') && vm && asks && !has('restored', 'progress', 'state')) return one('check', vm);
  if (has('backedUp') && vm) return one('vm', vm);
  if (has('backups') && vm && asks && span === undefined && !has('progress', 'state', 'jobs')) return one('vm', vm);
  if (has('encrypted')) return vm ? one('vm', vm) : one('vms', has('not') ? undefined : { grammar: 'encrypted' });
  if (has('when') && has('backups') && vm) return one('vm', vm);
  if (has('running') && !has('machines')) return one('jobs', vm ?? vault, { grammar: 'running' });
  if (has('progress', 'restoreNoun', 'jobs', 'backups') && vm) return one('jobs', vm, span);
  if (has('digest') && !hasMachine) return one('digest', digestSpan(times));
  if (has('digest', 'health') && vm) return one('vm', vm);
  if (has('jobs', 'backups', 'restoreNoun') && (asks || has('show') || span !== undefined))
    return one('jobs', vault, has('running') ? { grammar: 'running' } : undefined, span);
  if (vault !== undefined && has('progress') && !hasMachine) return one('jobs', vault, { grammar: 'running' });
  if (has('progress') && !hasMachine && sentence.ignored.length === 0 && (asks || sentence.tokens.length <= 6))
    return [lineOf('jobs', { grammar: 'running' }), lineOf('requests')];
  if (group !== undefined && ignored.length === 0 && (has('show', 'question', 'machines') || asks))
    return one('vms', group);
  if (has('machines') && !vm && !has('hold') && (asks || has('show') || sentence.tokens.length <= 4))
    return one('vms', vault);
  if (vm && !isElse(sentence) && (has('show', 'state', 'when', 'why') || asks)) return one('vm', vm);
  if (has('help') && !hasMachine) return one('help');
  if (names.requests[0] && sentence.tokens.length <= 6) return one('job', names.requests[0]);
  if (hasMachine && saysNothingElse(sentence)) return one('vm', vm);
  if (vault !== undefined && (saysNothingElse(sentence) || asks || has('show', 'state'))) return one('vault', vault);
  return undefined;
}

const leastHead = 6;

/** "What is the beheerderswachtwoord of sql-01": a word for what Strongroom never does ends what was not understood. */
function isElse({ ignored, facts: { grammar } }: ParsedSentence): boolean {
  const heads = grammar.concepts.other.filter((word) => word.length >= leastHead && !word.includes(' '));
  return ignored.some((word) => heads.some((head) => word.endsWith(head)));
}

/** Only what it is called: a name, or a link to it that was pasted. */
function saysNothingElse({ first, ignored }: ParsedSentence): boolean {
  return first === undefined && ignored.length === 0;
}

/** The last point before a moment, or before the first alert on the machine. */
function beforeWords({ has, times, facts }: ParsedSentence): LineWord[] {
  const sided = times.filter(({ side }) => side === 'before');
  const now = DateTime.fromJSDate(facts.now, { zone: facts.timeZone });
  const [at, another] = sided.flatMap(({ said }) => instantsOf(said, now)).filter((each) => each <= now);
  if (at && !another) return [{ keyword: 'before' }, { at: at.toJSDate() }];
  return has('alert') && at === undefined ? [{ keyword: 'before' }, { grammar: 'alert' }] : [];
}

function pointWord({ times }: ParsedSentence): LineWord | undefined {
  const [time] = times;
  if (time?.said.kind === 'number') return `#${time.said.number}`;
  return undefined;
}
