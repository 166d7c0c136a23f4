import type { Grammar } from '../../kernel/grammar.ts';
import { editDistance, longestGuess, slipsAllowed } from '../../kernel/nearest.ts';
import { normaliseText } from '../../kernel/normalise.ts';
import { parseRequestId } from '../../kernel/request.ts';
import { parseArguments } from './parse-arguments.ts';
import type { CommandSpec, ParsedLine, Suggestion } from './spec.ts';
import { splitWords, type Word, withoutCourtesy } from './words.ts';

const powerVerbs = ['start', 'stop', 'restart'] as const;

/**
 * Parses one message, without its mentions. Never throws, whatever the text.
 * @param options.threadRequestId request whose thread the message stands in: its id may be left out
 */
export function parseCommandLine(
  text: string,
  specs: readonly CommandSpec[],
  grammar: Grammar,
  options: { threadRequestId?: string } = {},
): ParsedLine {
  const line = normaliseText(text).replace(/^(?:[^\p{L}\p{N}"'#]+)/u, '');
  const words = withoutOwnName(splitWords(line));
  if (words.length === 0) return { kind: 'empty' };
  if (beginsWithTerm(words, grammar)) return { kind: 'unknown', suggestions: [] };
  const found = findCommand(words, specs);
  if (found === undefined)
    return (
      parsePower(words, grammar) ??
      parseRenamed(line, words, specs, grammar) ?? {
        kind: 'unknown',
        suggestions: suggestCommands(line, words, specs, grammar),
      }
    );
  const { spec, taken } = found;
  const { threadRequestId: id } = options;
  const behind = words[taken - 1]?.end ?? line.length;
  // "Reject? Anna Jansen" mentions the person asked.
  const asked = [line.slice(0, behind), line].some((text) => /\?["')\s]*$/.test(text));
  const read = parseArguments(line.slice(behind), spec, grammar, id === undefined ? undefined : { id, asked });
  if (read.kind === 'problem') return { kind: 'bad-arguments', name: spec.name, problem: read.problem };
  return { kind: 'command', name: spec.name, args: read.args, lists: read.lists };
}

/** `@Strongroom restore` typed without choosing the mention from the list arrives as plain text. */
function withoutOwnName(words: Word[]): Word[] {
  return words[0]?.text.toLowerCase() === 'strongroom' ? words.slice(1) : words;
}

/** Whether the line begins with a term of Azure's: "deny assignments" must not be taken for a "deny". */
function beginsWithTerm(words: Word[], { terms }: Grammar): boolean {
  return terms.some((term) => term.split(' ').every((part, index) => words[index]?.text.toLowerCase() === part));
}

/**
 * A wish to switch a machine on or off, which is not for Strongroom. Commands whose names begin with such a word win.
 */
function parsePower(words: Word[], { power }: Grammar): ParsedLine | undefined {
  const typed = words[0]?.text.toLowerCase() ?? '';
  const verb = powerVerbs.find((each) => power[each].includes(typed));
  if (verb === undefined) return undefined;
  const target = words[1]?.text;
  return target === undefined ? { kind: 'power', verb } : { kind: 'power', verb, target };
}

/** Most words behind a former name, before a reason: "why did the backup fail" is a sentence. */
const mostBehind = 2;

/** A line with a command's former name, if it reads with the present one. */
function parseRenamed(
  line: string,
  words: Word[],
  specs: readonly CommandSpec[],
  grammar: Grammar,
): ParsedLine | undefined {
  for (const entry of grammar.renamed) {
    const [given = '', now = ''] = entry.split('|');
    // "language … here" was typed around its argument.
    const [before = '', after] = given.split(' … ');
    const parts = before.split(' ');
    if (!parts.every((part, index) => words[index]?.text.toLowerCase() === part)) continue;
    const last = after === undefined ? undefined : words.at(-1);
    if (after !== last?.text.toLowerCase()) continue;
    const behind = words.slice(parts.length, last && -1);
    const reason = behind.findIndex(({ text }) => grammar.because.includes(text.toLowerCase()));
    if ((reason < 0 ? behind.length : reason) > mostBehind) continue;
    const renamed = `${now}${line.slice(words[parts.length - 1]?.end, last?.start)}`.trimEnd();
    const read = parseCommandLine(renamed, specs, grammar);
    const begun = read.kind === 'bad-arguments' && read.problem.kind === 'missing';
    if (read.kind === 'command' || begun) return { kind: 'renamed', given, line: renamed };
  }
  return undefined;
}

/** The command with the longest name that begins the line, and how many words its name took. */
export function findCommand(
  words: Word[],
  specs: readonly CommandSpec[],
): { spec: CommandSpec; taken: number } | undefined {
  let best: { spec: CommandSpec; taken: number } | undefined;
  for (const { spec, parts } of spellings(specs)) {
    const matches = parts.every((part, index) => words[index]?.text.toLowerCase() === part);
    if (matches && parts.length > (best?.taken ?? 0)) best = { spec, taken: parts.length };
  }
  return best;
}

/** Shortest slip that suggests a change: "can you restore" must not become `cancel`. */
const shortestChange = 4;

/** At most three near misses, nearest first: typing slips and unfinished names (`rest` for `restore`). */
function suggestCommands(line: string, words: Word[], specs: readonly CommandSpec[], grammar: Grammar): Suggestion[] {
  const said = withoutCourtesy(
    words.map(({ text }) => text),
    grammar,
  ).length;
  const nearest = new Map<string, Suggestion & { distance: number }>();
  for (const { spec, parts } of spellings(specs)) {
    const typed = words.slice(0, parts.length);
    const last = typed.at(-1);
    if (last === undefined || typed.length < parts.length) continue;
    const given = typed.map((word) => word.text.toLowerCase()).join(' ');
    if (given.length > longestGuess) continue;
    // What takes nothing is not meant by a line that says more: "is sql-01 ok" is no slip of "ik".
    if (spec.arguments.length === 0 && said > parts.length) continue;
    const name = parts.join(' ');
    // The first words of a sentence are no slip of a short name, nor of a name of several words: "hoe staat het" is no
    // greeting, and "who is working on it" asks for no error that "what is" explains.
    const takesAll = spec.arguments.some(({ kind }) => kind === 'rest');
    const isOpening = name.length < shortestChange || parts.length > 1;
    if (takesAll && isOpening && words.length > parts.length) continue;
    const most = slipsAllowed(name);
    // An unfinished name counts as one slip: it is likelier than a different word of the same length.
    const begun = name.startsWith(given) && given.length >= (spec.sideEffect === 'none' ? 3 : shortestChange);
    // A slip never leads to a command that changes something.
    if (!begun && spec.sideEffect !== 'none') continue;
    const distance = begun ? 1 : editDistance(given, name, most);
    if (distance > most || distance >= name.length) continue;
    const known = nearest.get(spec.name);
    if (known && known.distance <= distance) continue;
    nearest.set(spec.name, { name: spec.name, line: `${name}${line.slice(last.end)}`, distance });
  }
  return [...nearest.values()]
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name, 'en'))
    .slice(0, 3)
    .map(({ name, line: suggested }) => ({ name, line: suggested }));
}

function* spellings(specs: readonly CommandSpec[]): Generator<{ spec: CommandSpec; parts: string[] }> {
  for (const spec of specs) {
    for (const parts of partsOf(spec)) yield { spec, parts };
  }
}

/** Every line is compared with all specs, which never change. */
const known = new WeakMap<CommandSpec, string[][]>();

/** Name and aliases, each as its words. */
function partsOf(spec: CommandSpec): string[][] {
  let parts = known.get(spec);
  if (!parts) {
    parts = [spec.name, ...Object.values(spec.aliases).flat()].map((name) => name.toLowerCase().split(' '));
    known.set(spec, parts);
  }
  return parts;
}

/** Start of an ARM id; percent-encoded too, as in links of the portal. */
const address = /(?:\/|%2F)subscriptions(?:\/|%2F)/i;
const end = String.raw`[^/?#\s"'<>()[\]{},;&]+`;
const job = /\/backupJobs\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi;
const item = new RegExp(`/protectedItems/(?:VM;)?iaasvmcontainer(?:v2)?;[^;/]+;(${end})`, 'gi');
const machine = new RegExp(`/virtualMachines/(${end})`, 'gi');
const vault = new RegExp(String.raw`/Microsoft\.RecoveryServices/vaults/(${end})`, 'gi');

/** @param machine how a machine's name is written where the text is read on */
type As = { machine(name: string): string };

/**
 * Replaces links of the Azure portal and ARM ids in a line by names: a job's id, a machine, a vault. Words after
 * "because" are somebody's reason and stay.
 */
export function replacePasted(text: string, because: readonly string[], as: As = { machine: (name) => name }): string {
  if (!address.test(text)) return text;
  const words = text.split(/([\s,]+)/);
  const reason = words.findIndex((word) => because.includes(word.toLowerCase()));
  const read = reason < 0 ? words.length : reason;
  return words.map((word, at) => (at < read && address.test(word) ? nameIn(word, as) : word)).join('');
}

function nameIn(word: string, as: As): string {
  const path = decoded(word);
  const [jobs, names, vaults] = [all(path, job), [...all(path, item), ...all(path, machine)], all(path, vault)];
  const [jobId] = jobs;
  const [name] = names;
  // A link with two names is ambiguous to every reader, and the subject of a decision has to be typed by name.
  if ([jobs, names, vaults].some((found) => new Set(found.map((each) => each.toLowerCase())).size > 1)) return word;
  if ([...names, ...vaults].some((found) => parseRequestId(found).kind === 'id')) return word;
  if (jobId !== undefined) return jobId.toLowerCase();
  return name !== undefined ? as.machine(name) : (vaults[0] ?? word);
}

/**
 * A machine by its whole address, as others may have its name.
 * vaultId: it was given as an item of that vault, which may be in another subscription than the machine.
 */
export type PastedMachine = { name: string; subscription: string; group: string; vaultId?: string };

const segment = String.raw`[^/?#\s"'<>]+`;
const addressed = new RegExp(
  `/subscriptions/(${segment})/resourceGroups/(${segment})/providers/${segment}/virtualMachines/(${end})`,
  'gi',
);
const protectedOne = new RegExp(`/protectedItems/(?:VM;)?iaasvmcontainer(?:v2)?;([^;/]+);(${end})`, 'gi');
const vaultAt = new RegExp(
  `/subscriptions/(${segment})/resourceGroups/${segment}/providers/Microsoft\\.RecoveryServices/vaults/${end}`,
  'gi',
);

/** Machines whose addresses `replacePasted` reduces to names. */
export function pastedMachines(text: string, because: readonly string[]): PastedMachine[] {
  if (!address.test(text)) return [];
  const words = text.split(/[\s,]+/);
  const reason = words.findIndex((word) => because.includes(word.toLowerCase()));
  return words
    .slice(0, reason < 0 ? words.length : reason)
    .filter((word) => address.test(word))
    .flatMap((word) => machinesIn(decoded(word)));
}

function machinesIn(path: string): PastedMachine[] {
  const machines = [...path.matchAll(addressed)].map(([, subscription = '', group = '', name = '']) => ({
    name,
    subscription,
    group,
  }));
  const items = [...path.matchAll(protectedOne)].flatMap((match) => {
    const [, group = '', name = ''] = match;
    const [vaultId, subscription = ''] = [...path.slice(0, match.index).matchAll(vaultAt)].at(-1) ?? [];
    return vaultId === undefined ? [] : [{ name, subscription, group, vaultId }];
  });
  return [...machines, ...items];
}

function all(path: string, pattern: RegExp): string[] {
  return [...path.matchAll(pattern)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** Decodes a link, twice at most: a link may contain a link. */
function decoded(word: string): string {
  let path = word;
  for (let times = 0; times < 2 && path.includes('%'); times += 1) {
    try {
      path = decodeURIComponent(path);
    } catch {
      path = path.replace(/%2F/gi, '/').replace(/%3B/gi, ';');
    }
  }
  return path;
}
