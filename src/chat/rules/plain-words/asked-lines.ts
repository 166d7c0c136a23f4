import type { Cues } from './find-cues.ts';
import { detailWords } from './find-details.ts';
import { currentQuarter } from './find-quarter.ts';
import { type Frame, type Hint, type Subject, strong } from './frames.ts';
import { lineOf } from './line.ts';
import { becauseOf, drillWords, manyLine, plainly, takesMany, vaultWords } from './order-lines.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { Line } from './reading.ts';
import { readingCommands } from './reading-commands.ts';
import { digestSpan, spanOf } from './time-windows.ts';

/** The lines of a command about what a sentence names, to be asked about. */
export function linesOf(frame: Frame, cues: Cues, sentence: ParsedSentence): Line[] {
  const { command, subject, optional } = frame;
  const { names, details } = sentence;
  const named = machinesOf(sentence);
  if (!readingCommands.has(command) && cues.has('howTo') && named.length === 0)
    return frame.needs.some((each) => each.some((hint: Hint) => strong.has(hint))) ? [lineOf('help', command)] : [];
  const of = (about?: string) => linesAbout(about, frame, cues, sentence);
  if (subject === 'none') return of();
  const found = subjectsOf(subject, command, sentence);
  const hasTag = details.some(({ name }) => name === 'tag');
  if (found.length === 0 && command === 'drill new' && hasTag) return [lineOf(command, ...drillWords(sentence))];
  if (found.length === 0) return optional ? of() : [];
  if (command === 'drill new') return of(found[0]);
  const several = names.machines.length > 0 || sentence.wholeGroup ? named : [];
  if (takesMany.has(command) && several.length > 1) return [manyLine(sentence, command, several)];
  return found.slice(0, 2).flatMap((each) => of(each));
}

const mostCandidates = 3;

function machinesOf({ names: { machines, candidates } }: ParsedSentence): string[] {
  return machines.length > 0 ? machines.map(({ machine }) => machine) : candidates.slice(0, mostCandidates);
}

function subjectsOf(subject: Subject, command: string, sentence: ParsedSentence): string[] {
  const { names, facts } = sentence;
  const vms = machinesOf(sentence);
  const copies = command === 'release' || command === 'leftovers' ? names.copies : [];
  const [request = copies[0] ?? facts.threadRequestId] = names.requests;
  const vaults = names.vaults.slice(0, 1);
  const requests = request === undefined ? [] : [request];
  const first = (...lists: string[][]) => lists.find((list) => list.length > 0) ?? [];
  switch (subject) {
    case 'vm':
      return vms;
    case 'vault':
      return vaults;
    case 'request':
      return requests;
    case 'vm or vault':
      return first(vms, vaults);
    case 'vm or request':
      return first(vms, requests);
    case 'none':
      return [];
  }
}

function linesAbout(
  about: string | undefined,
  { command, words }: Frame,
  cues: Cues,
  sentence: ParsedSentence,
): Line[] {
  const { names, times, has, quarter } = sentence;
  const vms = machinesOf(sentence);
  switch (command) {
    case 'jobs': {
      const span = times.map(spanOf).find((each) => each !== undefined);
      return [lineOf('jobs', about, words === 'failed' || words === 'running' ? { grammar: words } : undefined, span)];
    }
    case 'digest':
      return [lineOf('digest', digestSpan(times))];
    case 'vms':
      return words === 'failed' || words === 'unprotected' || words === 'encrypted'
        ? [lineOf('vms', { grammar: words })]
        : [lineOf('vms', names.machines.length > 0 ? undefined : names.role)];
    case 'points':
      return words === 'alert'
        ? [lineOf('points', about, { keyword: 'before' }, { grammar: 'alert' })]
        : [lineOf('points', about)];
    case 'drills':
      return words === 'region'
        ? [...(vms[0] === undefined ? [] : [lineOf('drills', vms[0], 'region')]), lineOf('drills', 'region')]
        : [lineOf('drills', vms.length === 1 ? vms[0] : names.vaults[0])];
    case 'evidence':
      return [lineOf('evidence', quarter ?? currentQuarter(sentence.facts))];
    case 'explain':
      return names.codes.map((code) => lineOf(command, code));
    case 'help':
      return [lineOf('help'), lineOf('help', { grammar: 'all' })];
    case 'byhand':
      return [lineOf('byhand', about, has('powershell') ? 'powershell' : undefined)];
    case 'drill new':
      if (about !== undefined && about === names.vaults[0])
        return [lineOf(command, ...vaultWords(sentence), ...drillWords(sentence))];
      return vms.length > 0 ? [lineOf(command, ...vms, ...drillWords(sentence))] : [];
    case 'release':
      return [lineOf(command, about, ...detailWords(command, sentence.details), ...becauseOf(sentence.reason))];
    case 'keyaccess':
      return [lineOf(command, about, words === 'grant' ? { keyword: 'grant' } : undefined)];
    case 'drill renew':
    case 'policy new':
      return [lineOf(command, about)];
    case 'restore':
      return about === undefined ? [lineOf(command)] : restores(about, cues, sentence);
    case 'backup':
      return about === undefined ? [lineOf(command)] : backups(about, sentence);
    default:
      if (readingCommands.has(command)) return [lineOf(command, about)];
      return about === undefined ? [lineOf(command)] : plainly(sentence, command, about);
  }
}

/** After an attack a copy that is shut off may be meant to be in quarantine. */
function restores(machine: string, cues: Cues, sentence: ParsedSentence): Line[] {
  const { ways } = sentence;
  const own = plainly(sentence, 'restore', machine);
  const shutOff = cues.has('threat', 'quarantine') && ways.every((way) => way === 'isolated');
  return shutOff ? [...plainly({ ...sentence, ways: ['quarantine'] }, 'restore', machine), ...own] : own;
}

/** "A backup first, two weeks": how long it is kept. */
function backups(machine: string, sentence: ParsedSentence): Line[] {
  const own = plainly(sentence, 'backup', machine);
  const isTold = sentence.details.some(({ name }) => name === 'keep' || name === 'until');
  const days = sentence.times.flatMap(({ said }) =>
    'hours' in said && said.hours % 24 === 0 ? [said.hours / 24] : [],
  )[0];
  return isTold || days === undefined ? own : [lineOf('backup', machine, { keyword: 'keep' }, `${days}d`), ...own];
}
