import type { ParsedLine } from '../spec.ts';
import { isNearlyRequestId } from '../words.ts';
import { type Line, linesOfReading, type Reading, readingCommands } from './reading.ts';

/** So many words at most have the form of a line; more are a sentence that begins as one. */
const shortLine = 3;

/**
 * What begins as a line of a command does and is none, or was refused by that command ("back up both web servers"): what
 * plain words say of it. Undefined: what the command says of its line tells more.
 * @param typed what it is as a line
 * @param parsed what a line that was read is when it is typed
 * @param threadRequestId the request in whose thread it stands
 */
export function besideTyped(
  reading: Reading,
  typed: ParsedLine,
  { parsed, words, threadRequestId }: { parsed: (line: Line) => ParsedLine; words: number; threadRequestId?: string },
): Reading | undefined {
  if (typed.kind === 'bad-arguments' && words <= typed.name.split(' ').length) {
    // "Status" means the one request of theirs that there is; of "protect", what it needs its command says.
    const [line] = reading.kind === 'unknown' ? [] : linesOfReading(reading);
    if (line?.command !== typed.name || !readingCommands.has(typed.name)) return undefined;
    return parsed(line).kind === 'command' ? { kind: 'line', line, ignored: [] } : undefined;
  }
  // "Stop sql-01" is what Strongroom doesn't do, and is offered nothing else that stops.
  if (typed.kind === 'power' && words <= 2) return undefined;
  const isSame = (line: Line) => JSON.stringify(parsed(line)) === JSON.stringify(typed);
  // "Drills region pair-99" is no wish for the list of all.
  const isPart = (line: Line) => isLine(typed, words) && leavesOnlyNames(parsed(line), typed);
  // "Help nonsense", "restore sql-99": of what has the form of a line nothing is left out.
  // A whole command that was refused for what it names is asked about no better by what leaves that out.
  const isWhole = typed.kind === 'command' && reading.kind === 'question';
  const leavesOut = 'ignored' in reading && reading.ignored.length > 0 && (isWhole || isLine(typed, words));
  const losesFact = losesAFact(reading, typed, parsed);
  switch (reading.kind) {
    case 'line':
      return losesFact ||
        leavesOut ||
        (saysLess(reading.line, typed) && words <= shortLine) ||
        isOpen(reading.line, typed, words) ||
        isSame(reading.line)
        ? undefined
        : reading;
    case 'question':
      return losesFact ||
        leavesOut ||
        (reading.about === 'meaning' && words <= shortLine && isLine(typed, words)) ||
        reading.choices.some((line) => (saysLess(line, typed) && words <= shortLine) || isSame(line) || isPart(line))
        ? undefined
        : { ...reading, choices: ofCommand(reading, typed) };
    case 'exact':
      if (isMistyped(typed) || reading.lines.some((line) => isOpen(line, typed, words) || isSame(line)))
        return undefined;
      return { ...reading, lines: reading.lines.flatMap((line) => [line, ...ofThread(line, typed, threadRequestId)]) };
    case 'unknown':
      return undefined;
  }
}

/** Where only the machine is in question, what the line begins with says what is wanted. */
function ofCommand({ about, choices }: Extract<Reading, { kind: 'question' }>, typed: ParsedLine): readonly Line[] {
  const own = choices.filter(({ command }) => typed.kind === 'command' && command === typed.name);
  return about === 'machine' && own.length > 0 ? own : choices;
}

/** Which request is meant only its answer can ask: that of the thread is the one which was not meant, or was. */
function isMistyped(typed: ParsedLine): boolean {
  return (
    typed.kind === 'bad-arguments' &&
    typed.problem.kind === 'not-a-request-id' &&
    isNearlyRequestId(typed.problem.given)
  );
}

/** "Reject duplicate of R-7K2M": said in a thread, it may be about the request of that, and name the other as a reason. */
function ofThread({ command, words: [id, ...words] }: Line, typed: ParsedLine, threadRequestId?: string): Line[] {
  const isMeant = typed.kind === 'bad-arguments' && typed.name === command;
  if (!isMeant || threadRequestId === undefined || id === threadRequestId) return [];
  return [{ command, words: [threadRequestId, ...words] }];
}

function isLine(typed: ParsedLine, words: number): boolean {
  if (typed.kind === 'bad-arguments') return !ofSentences.has(typed.problem.kind);
  return words <= shortLine && typed.kind !== 'power';
}

/** More words than the command takes, or others than an id. */
const ofSentences: ReadonlySet<string> = new Set(['unexpected', 'not-a-request-id', 'no-value', 'twice']);

/** The same line, without a name that stood in it. */
function leavesOnlyNames(less: ParsedLine, typed: ParsedLine): boolean {
  if (less.kind !== 'command' || typed.kind !== 'command' || less.name !== typed.name) return false;
  const kept = Object.entries(less.args);
  return kept.length > 0 && kept.every(([name, value]) => typed.args[name] === value);
}

/**
 * The same change without a name, number or time that was typed ("restore sql-01 31 Feb 02:00", "backup sql-01 keep
 * soon"): what the command says of that tells more, and a line without it is another wish.
 */
function losesAFact(reading: Reading, typed: ParsedLine, parsed: (line: Line) => ParsedLine): boolean {
  if (typed.kind !== 'command' || readingCommands.has(typed.name)) return false;
  const same = linesOfReading(reading)
    .map(parsed)
    .flatMap((line) => (line.kind === 'command' && line.name === typed.name ? [line] : []));
  // "#99" of the list that was shown is a point, whether there is one or not.
  const [place] = /#\d+/.exec(typed.args.point ?? '') ?? [];
  if (place !== undefined && same.every(({ args }) => args.point !== place)) return true;
  if (same.length === 0) return false;
  const factLeft = 'ignored' in reading && reading.ignored.some((word) => /[\d-]/.test(word));
  return (
    factLeft || same.some(({ args }) => Object.keys(typed.args).some((name) => !(name in args || isKept(name, args))))
  );
}

/** What its place in a line tells ("restore the shop" gives it `the` and `shop`), and a time that was made a point. */
function isKept(name: string, args: Readonly<Record<string, string>>): boolean {
  return name === 'vm' || name === 'point' || (name === 'as-of' && 'point' in args);
}

/** All that is left of "help nonsense". */
function saysLess({ command, words }: Line, typed: ParsedLine): boolean {
  return words.length === 0 && command === 'help' && typed.kind === 'command' && typed.name === command;
}

/** An example of a line that lacks something tells less than what its command says of it. */
function isOpen({ command, words }: Line, typed: ParsedLine, said: number): boolean {
  if (!words.includes('…')) return false;
  if (typed.kind !== 'bad-arguments') return typed.kind === 'command';
  // "Ok, go ahead" names no request, and "go" isn't meant as one.
  const isSentence = typed.problem.kind === 'not-a-request-id' && said >= shortLine;
  return typed.name === command && !isSentence;
}
