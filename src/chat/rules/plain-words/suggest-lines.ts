import { type Cues, findCues } from './find-cues.ts';
import { detailWords } from './find-details.ts';
import { type Frame, frames, type Hint, strong } from './frames.ts';
import { lineOf } from './line.ts';
import { becauseOf, drillWords, manyLine, plainly, takesMany, vaultWords } from './order-lines.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { Token } from './phrases.ts';
import type { Line } from './reading.ts';
import { readingCommands } from './reading-commands.ts';
import { digestSpan, spanOf } from './time-windows.ts';

const mostCommands = 3;
/** What fits less well by more than this is not offered beside the best. */
const widestLag = 2;

type Ranked = { lines: Line[]; score: number };

/** What a sentence may be about, the likeliest first: to be asked, never to be done. */
export type Suggested = { lines: Line[]; score: number; scoreOf(command: string): number };

const nothing: Suggested = { lines: [], score: 0, scoreOf: () => 0 };

export function suggestLines(tokens: readonly Token[], sentence: ParsedSentence): Suggested {
  const { names, facts } = sentence;
  if (names.machines.length > 1 && !sentence.linked) return nothing;
  const cues = findCues(tokens, facts.grammar, new Set([...names.taken, ...sentence.idle]));
  const named = isNamed(sentence);
  const unclear = sentence.ignored.filter(
    (word) => !tokens.some(({ text }, at) => text === word && cues.words.has(at)),
  );
  if (unclear.length > 3 || (!named && facts.threadRequestId === undefined && unclear.length > 2)) return nothing;
  const inThread = facts.threadRequestId !== undefined;
  const least = named ? 3 : unclear.length > 1 ? 5 : unclear.length > 0 ? 4 : inThread ? 2 : 3;
  const ranked = new Map<string, Ranked>();
  const scores = new Map<string, number>();
  for (const frame of frames) {
    const score = scoreOf(frame, cues, sentence, tokens);
    if (score === undefined) continue;
    scores.set(frame.command, Math.max(score, scores.get(frame.command) ?? 0));
    if (score < least) continue;
    const lines = linesOf(frame, cues, sentence);
    const key = `${frame.command} ${frame.words ?? ''}`;
    if (lines.length > 0 && score > (ranked.get(key)?.score ?? 0)) ranked.set(key, { lines, score });
  }
  const best = [...ranked.values()].toSorted((a, b) => b.score - a.score);
  const top = best[0]?.score ?? 0;
  return {
    score: top,
    scoreOf: (command) => scores.get(command) ?? 0,
    lines: best
      .filter(({ score }) => score >= top - widestLag)
      .slice(0, mostCommands)
      .flatMap(({ lines }) => lines),
  };
}

function isNamed({ names, details }: ParsedSentence): boolean {
  if (details.some(({ name }) => name === 'tag')) return true;
  return names.machines.length + names.vaults.length + names.requests.length + names.candidates.length > 0;
}

function scoreOf(frame: Frame, cues: Cues, sentence: ParsedSentence, tokens: readonly Token[]): number | undefined {
  const { asks, names, facts } = sentence;
  const gives = (hint: Hint) => givesHint(hint, sentence, cues);
  if (!frame.needs.every((each) => each.some(gives))) return undefined;
  const changes = frame.words === 'grant' || !readingCommands.has(frame.command);
  // "Remove the hold" is one that ends, where "remove the backups" is nothing: what denies must be what the frame is made of.
  const made = new Set(frame.needs.flatMap((each) => cues.at(...each)));
  const against = sentence.against.filter((at) => !facts.grammar.softeners.includes(tokens[at]?.text ?? ''));
  if (sentence.first === 'condition' && !asks) return undefined;
  // What an order ends in may deny all of it, as Dutch has it.
  const end = tokens.length - 1;
  const isTakenBack = against.includes(end) && facts.grammar.cues.deny.includes(tokens[end]?.text ?? '');
  if (changes && sentence.orders && isTakenBack) return undefined;
  // "Can an attacker delete it?"
  const wonders =
    asks ||
    sentence.first === 'show' ||
    (cues.at('able').includes(0) && !facts.grammar.polite.includes(tokens[1]?.text ?? ''));
  const overlooks = against.some((at) => !made.has(at));
  if (against.length > 0 && (changes ? overlooks : !wonders)) return undefined;
  const own = frame.needs.reduce(
    (sum, each) => sum + (each.some((hint) => strong.has(hint) && gives(hint)) ? 2 : 1),
    0,
  );
  const vms = names.machines.length + names.candidates.length;
  const isThread = facts.threadRequestId !== undefined && !isNamed(sentence);
  const subject = {
    vm: vms > 0,
    vault: names.vaults.length > 0,
    request: names.requests.length > 0 || isThread,
    'vm or vault': vms + names.vaults.length > 0,
    'vm or request': vms + names.requests.length > 0 || isThread,
    none: false,
  }[frame.subject];
  // "How do I …"
  const helps = cues.has('howTo') && vms === 0;
  const wanted = changes ? (helps ? 1 : asks ? -1 : 0) : wonders ? 1 : 0;
  return own + (subject ? 1 : 0) + wanted;
}

function givesHint(hint: Hint, { ways, times, details, names }: ParsedSentence, cues: Cues): boolean {
  const isTold = (...told: string[]) => details.some(({ name }) => told.includes(name));
  switch (hint) {
    case 'way':
      return ways.length > 0 || isTold('lun');
    case 'disks':
      return ways.includes('disks') || ways.includes('replace') || isTold('lun');
    case 'time':
      return times.some(({ said }) => said.kind !== 'event');
    case 'keptFor':
      return isTold('keep', 'until');
    case 'asName':
      return isTold('as');
    case 'ofPolicy':
      return isTold('with');
    case 'toSubnet':
      return isTold('to');
    case 'inVault':
      return names.vaults.length > 0 && names.machines.length > 0;
    default:
      return cues.has(hint);
  }
}

function linesOf(frame: Frame, cues: Cues, sentence: ParsedSentence): Line[] {
  const { command, subject, optional, words } = frame;
  const { names, facts, times, has } = sentence;
  const span = times.map(spanOf).find((each) => each !== undefined);
  const vms = names.machines.length > 0 ? names.machines.map(({ machine }) => machine) : names.candidates.slice(0, 3);
  const [request = facts.threadRequestId] = names.requests;
  const [vault] = names.vaults;
  if (!readingCommands.has(command) && cues.has('howTo') && vms.length === 0)
    return frame.needs.some((each) => each.some((hint) => strong.has(hint))) ? [lineOf('help', command)] : [];
  const of = (about: string | undefined): Line[] => {
    switch (command) {
      case 'jobs':
        return [
          lineOf('jobs', about, words === 'failed' || words === 'running' ? { grammar: words } : undefined, span),
        ];
      case 'digest':
        return [lineOf('digest', digestSpan(times))];
      case 'vms':
        return [
          lineOf(
            'vms',
            words === 'failed' || words === 'unprotected' || words === 'encrypted' ? { grammar: words } : undefined,
          ),
        ];
      case 'points':
        return [
          lineOf(
            'points',
            about,
            ...(words === 'alert' ? ([{ keyword: 'before' }, { grammar: 'alert' }] as const) : []),
          ),
        ];
      case 'byhand':
        return [lineOf('byhand', about, has('powershell') ? 'powershell' : undefined)];
      case 'drill new':
        return about !== undefined && about === vault
          ? [lineOf(command, ...vaultWords(sentence), ...drillWords(sentence))]
          : vms.length > 0
            ? [lineOf(command, ...vms, ...drillWords(sentence))]
            : [];
      case 'release':
        return [lineOf(command, about, ...detailWords(command, sentence.details), ...becauseOf(sentence.reason))];
      case 'drill renew':
        return [lineOf(command, about)];
      case 'keyaccess':
        return [lineOf(command, about, words === 'grant' ? { keyword: 'grant' } : undefined)];
      case 'policy new':
        return [lineOf(command, about)];
      default:
        if (readingCommands.has(command)) return [lineOf(command, about)];
        return about === undefined ? [lineOf(command)] : plainly(sentence, command, about);
    }
  };
  if (subject === 'none') return of(undefined);
  const found =
    subject === 'vm'
      ? vms
      : subject === 'vault'
        ? vault
          ? [vault]
          : []
        : subject === 'request'
          ? request
            ? [request]
            : []
          : subject === 'vm or vault'
            ? vms.length > 0
              ? vms
              : vault
                ? [vault]
                : []
            : vms.length > 0
              ? vms
              : request
                ? [request]
                : [];
  const hasTag = sentence.details.some(({ name }) => name === 'tag');
  if (found.length === 0 && command === 'drill new' && hasTag) return [lineOf(command, ...drillWords(sentence))];
  if (found.length === 0) return optional ? of(undefined) : [];
  if (command === 'drill new') return of(found[0]);
  const several = names.machines.map(({ machine }) => machine);
  if (takesMany.has(command) && several.length > 1) return [manyLine(sentence, command, several)];
  return found.slice(0, 2).flatMap((each) => of(each));
}
