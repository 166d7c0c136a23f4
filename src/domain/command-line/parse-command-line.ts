import { findCommand, suggestCommands } from './find-command.ts';
import { normaliseText } from './normalise.ts';
import { readArguments } from './read-arguments.ts';
import type { CommandSpec, ParsedLine } from './spec.ts';
import { splitWords, type Word } from './words.ts';

type PowerVerb = 'start' | 'stop' | 'restart';

/** Said to a machine, not to Strongroom. A command whose name begins with one of them wins. */
const powerVerbs: Record<string, PowerVerb> = {
  start: 'start',
  boot: 'start',
  poweron: 'start',
  stop: 'stop',
  shutdown: 'stop',
  poweroff: 'stop',
  deallocate: 'stop',
  restart: 'restart',
  reboot: 'restart',
  aanzetten: 'start',
  opstarten: 'start',
  stoppen: 'stop',
  uitzetten: 'stop',
  afsluiten: 'stop',
  herstart: 'restart',
  herstarten: 'restart',
};

/**
 * Reads one message. Mentions are already removed. Never throws, whatever the text.
 * @param options.threadRequestId the request whose thread the message stands in: its id may be left out
 */
export function parseCommandLine(
  text: string,
  specs: readonly CommandSpec[],
  options: { threadRequestId?: string } = {},
): ParsedLine {
  const line = normaliseText(text).replace(/^(?:[^\p{L}\p{N}"'#]+)/u, '');
  const words = withoutOwnName(splitWords(line));
  if (words.length === 0) return { kind: 'empty' };
  const found = findCommand(words, specs);
  if (found === undefined)
    return readPower(words) ?? { kind: 'unknown', suggestions: suggestCommands(line, words, specs) };
  const { spec, taken } = found;
  const read = readArguments(line.slice(words[taken - 1]?.end), spec, options.threadRequestId);
  if (read.kind === 'problem') return { kind: 'bad-arguments', name: spec.name, problem: read.problem };
  return { kind: 'command', name: spec.name, args: read.args, lists: read.lists };
}

/** `@Strongroom restore` typed without choosing the mention from the list arrives as plain text. */
function withoutOwnName(words: Word[]): Word[] {
  return words[0]?.text.toLowerCase() === 'strongroom' ? words.slice(1) : words;
}

function readPower(words: Word[]): ParsedLine | undefined {
  const verb = Object.hasOwn(powerVerbs, words[0]?.text.toLowerCase() ?? '')
    ? powerVerbs[words[0]?.text.toLowerCase() ?? '']
    : undefined;
  if (verb === undefined) return undefined;
  const target = words[1]?.text;
  return target === undefined ? { kind: 'power', verb } : { kind: 'power', verb, target };
}
