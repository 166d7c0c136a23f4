import { nearest } from '../../../kernel/nearest.ts';
import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import { parseRequestId } from '../../../kernel/request.ts';
import { trimWord } from '../words.ts';
import { codeAt } from './code-names.ts';
import type { KnownMachine, SentenceFacts } from './reading.ts';
import { longestWord, type Token, wordsOf } from './tokens.ts';
import { bareNicknameAt, nicknameAt } from './vault-nicknames.ts';

/** A named machine, by its exact name or by a spelling of it ("sql 01", dictated). */
export type Named = { machine: string; how: 'name' | 'spelling' };

export type Names = {
  machines: Named[];
  /** Index of each. */
  places: number[];
  /** Machines that fit "the sql server", if no name was typed. */
  candidates: string[];
  /** The typed word resembles their names but is none of them: "sql-99". */
  alike?: boolean;
  /** The words that described them, for a list of them. */
  role?: string;
  requests: string[];
  /** Machines made by a restore, by their names: "sql-01-r1124". */
  copies: string[];
  jobs: string[];
  codes: string[];
  vaults: string[];
  taken: Set<number>;
  /** Kind of name at each word; the later words of a name in several words have none. */
  marks: Map<number, string>;
};

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const armVm = /\/virtualmachines\/([^/?#\s]+)/i;

/** Finds the names in a sentence: requests, jobs, codes, vaults and machines. */
export function findNames(tokens: readonly Token[], facts: SentenceFacts): Names {
  const own = wordsOf(facts.grammar);
  const names: Names = {
    machines: [],
    places: [],
    candidates: [],
    requests: [],
    copies: [],
    jobs: [],
    codes: [],
    vaults: [],
    taken: new Set(),
    marks: new Map(),
  };
  const { exact, spelled } = indexOf(facts);
  const vaults = new Map(facts.vaults.map((vault) => [vault.toLowerCase(), vault]));
  // Two vaults with the same spelling: neither is found by it.
  const vaultSpelled = new Map(
    facts.vaults.flatMap((vault) =>
      facts.vaults.filter((other) => spelling(other) === spelling(vault)).length === 1
        ? [[spelling(vault), vault] as const]
        : [],
    ),
  );
  for (let at = 0; at < tokens.length; at += 1) {
    const { raw, text } = tokens[at] as Token;
    const bare = text.replace(/'s$/, '').replace(/^#+(?=\D)/, '');
    const inPath = armVm.exec(raw)?.[1]?.toLowerCase();
    const machine = exact.get(inPath ?? bare);
    const vault = vaults.get(bare);
    const spoken = vaults.get(`${bare}-${tokens[at + 1]?.text ?? ''}`);
    const heardVault = vaultSpelled.get(spelling(text));
    const request = requestAt(tokens, at, facts.grammar);
    if (machine !== undefined && !(own.has(bare) && inPath === undefined)) take(names, { machine, how: 'name' }, at, 1);
    else if (vault !== undefined) add(names, 'vaults', vault, at, 1);
    else if (heardVault !== undefined && !own.has(text)) add(names, 'vaults', heardVault, at, 1);
    else if (spoken !== undefined) {
      add(names, 'vaults', spoken, at, 2);
      at += 1;
    } else if (request) {
      add(names, 'requests', request.id, at, request.words);
      at += request.words - 1;
    } else if (isCopy(bare, facts.machines)) add(names, 'copies', raw, at, 1);
    else if (guid.test(text)) add(names, 'jobs', text, at, 1);
    else {
      const code = codeAt(tokens, at, facts);
      const nickname = code ? undefined : (nicknameAt(tokens, at, facts) ?? bareNicknameAt(tokens, at, facts));
      const heard = (code ?? nickname) ? undefined : spellingAt(tokens, at, facts, spelled);
      if (code) {
        add(names, 'codes', code.code, at, code.words);
        at += code.words - 1;
      } else if (nickname) {
        add(names, 'vaults', nickname.vault, at, nickname.words);
        at += nickname.words - 1;
      } else if (heard) {
        take(names, { machine: heard.machine, how: 'spelling' }, at, heard.words);
        at += heard.words - 1;
      }
    }
  }
  const thread = facts.threadMachine;
  const named = names.machines.length + names.requests.length + names.jobs.length + names.vaults.length;
  const there = named === 0 && thread !== undefined ? phraseAt(tokens, facts.grammar.thatMachine) : undefined;
  if (thread !== undefined && there) take(names, { machine: thread, how: 'spelling' }, there.at, there.words);
  return names;
}

/** Whether it is the default name of a copy: `sql-01-r1124`. */
function isCopy(text: string, machines: readonly KnownMachine[]): boolean {
  const machine = /^(.+)-r[a-z0-9]{2,6}$/.exec(text)?.[1];
  return machines.some(({ name }) => name.toLowerCase() === machine);
}

function phraseAt(tokens: readonly Token[], phrases: readonly string[]): { at: number; words: number } | undefined {
  const text = tokens.map((token) => token.text);
  return phrases
    .map((phrase) => phrase.split(' '))
    .map((words) => ({
      at: text.findIndex((_, at) => words.every((word, index) => text[at + index] === word)),
      words: words.length,
    }))
    .find(({ at }) => at >= 0);
}

type NameKind = 'vaults' | 'requests' | 'copies' | 'jobs' | 'codes';

function add(names: Names, kind: NameKind, value: string, at: number, words: number): void {
  if (!names[kind].includes(value)) names[kind].push(value);
  mark(names, `x${kind}`, at, words);
}

function mark({ taken, marks }: Names, kind: string, at: number, words: number): void {
  for (let word = 0; word < words; word += 1) {
    taken.add(at + word);
    marks.set(at + word, word === 0 ? kind : '');
  }
}

function take(names: Names, named: Named, at: number, words: number): void {
  if (!names.machines.some(({ machine }) => machine === named.machine)) {
    names.machines.push(named);
    names.places.push(at);
  }
  mark(names, 'xmachines', at, words);
}

type Index = { exact: Map<string, string>; spelled: Map<string, string | undefined> };

function indexOf({ machines }: SentenceFacts): Index {
  const exact = new Map<string, string>();
  const spelled = new Map<string, string | undefined>();
  for (const { name } of machines) {
    exact.set(name.toLowerCase(), name);
    const key = spelling(name);
    // Two machines with the same spelling: neither is found by it.
    spelled.set(key, spelled.has(key) && spelled.get(key) !== name ? undefined : name);
  }
  return { exact, spelled };
}

/** A name without what dictation leaves out: signs, and zeros before a number. */
function spelling(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

/** A name in several words, or without its hyphen. It must contain a number; otherwise any word might be a name. */
function spellingAt(
  tokens: readonly Token[],
  at: number,
  { grammar }: SentenceFacts,
  spelled: Index['spelled'],
): { machine: string; words: number } | undefined {
  for (let words = Math.min(4, tokens.length - at); words >= 1; words -= 1) {
    const parts = tokens
      .slice(at, at + words)
      .map(({ text }, index) =>
        index === 0 ? text : grammar.hyphens.includes(text) ? '' : digitOf(text, grammar.digits),
      );
    const key = spelling(parts.join(''));
    if (!/\p{L}/u.test(key) || !/\d/.test(key)) continue;
    if (words > 1 && !parts.slice(1).every((part) => /^\d+$/.test(part) || words > 2)) continue;
    const machine = spelled.get(key);
    if (machine !== undefined) return { machine, words };
  }
  return undefined;
}

function digitOf(word: string, digits: readonly string[]): string {
  const index = digits.findIndex((spoken) => spoken.split('|').includes(word));
  return index < 0 ? word : String(index % 10);
}

/** Machines that have all of these words in name or tags: "the sql server", "de webserver", "the orders database". */
export function findRole(
  tokens: readonly Token[],
  free: (at: number) => boolean,
  facts: SentenceFacts,
): { candidates: string[]; words: number[]; role: string } | undefined {
  const { roles, machineNouns } = facts.grammar;
  for (let at = 0; at < tokens.length; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (!free(at)) continue;
    const glued = machineNouns.find((noun) => text.length > noun.length + 2 && text.endsWith(noun));
    const begin = glued && text.slice(0, -glued.length).replace(/-$/, '');
    const called = begin ? facts.machines.filter((machine) => has(machine, [begin])) : [];
    if (begin && called.length > 0) return { candidates: called.map(({ name }) => name), words: [at], role: begin };
    const own = roles.filter((role) => role.includes(text));
    if (own.length === 0 && !machineNouns.includes(text)) continue;
    const words: number[] = [];
    const wanted: string[][] = own.length > 0 ? [own.flat()] : [];
    for (let before = at - 1; before >= Math.max(0, at - 2) && free(before); before -= 1) {
      const word = tokens[before]?.text ?? '';
      const meant = roles.filter((role) => role.includes(word)).flat();
      const fits = meant.length > 0 ? meant : [word];
      if (!facts.machines.some((machine) => has(machine, fits))) break;
      words.push(before);
      wanted.push(fits);
    }
    if (wanted.length === 0) continue;
    const candidates = facts.machines
      .filter((machine) => wanted.every((fits) => has(machine, fits)))
      .map(({ name }) => name);
    if (candidates.length === 0) continue;
    const role = words.length > 0 ? (tokens[Math.min(...words)]?.text ?? text) : (own[0]?.[0] ?? text);
    return { candidates, words: [...words, at], role: roles.find((each) => each.includes(role))?.[0] ?? role };
  }
  return undefined;
}

/** Machines whose names begin with a word ("sql") or resemble it: candidates, never taken for granted. */
export function nearNames(
  words: readonly string[],
  machines: readonly KnownMachine[],
): Required<Pick<Names, 'candidates' | 'alike'>> {
  const all = machines.map(({ name }) => name);
  for (const word of words) {
    if (word.length < 3 || word.length > longestWord) continue;
    const bare = word.replace(/['\u2019]s$/, '');
    const begins = machines.filter((machine) => has(machine, [bare])).map(({ name }) => name);
    if (begins.length > 0 && begins.length <= 5) return { candidates: begins, alike: false };
    if (!looksLikeName(word)) continue;
    const near = nearest(word, all);
    if (near.length > 0) return { candidates: near, alike: true };
  }
  return { candidates: [], alike: false };
}

export function looksLikeName(word: string): boolean {
  return /\p{L}/u.test(word) && (/\d/.test(word) || /\p{L}-\p{L}*\d/u.test(word));
}

function has({ name, words }: KnownMachine, fits: readonly string[]): boolean {
  const own = name.toLowerCase().split(/[^\p{L}]+/u);
  return fits.some((word) => own.includes(word) || words.includes(word));
}

/** A request, and the number of words of its id. */
type Found = { id: string; words: number };

/** `R-7K2M`, `r7k2m`, or `R 7K2M` as phones write it. */
function requestAt(tokens: readonly Token[], at: number, grammar: PlainGrammar): Found | undefined {
  const first = tokens[at]?.raw ?? '';
  const one = parseRequestId(first);
  if (one.kind === 'id' && (/[-_]/.test(first) || /\d/.test(first.slice(1)))) return { id: one.id, words: 1 };
  const next = tokens[at + 1]?.raw ?? '';
  const two = first.toLowerCase() === 'r' && /\d/.test(next) ? parseRequestId(`${first} ${next}`) : undefined;
  return two?.kind === 'id' ? { id: two.id, words: 2 } : spelledAt(tokens, at, grammar);
}

/** "R seven K two M", letter by letter. */
function spelledAt(tokens: readonly Token[], at: number, { digits }: PlainGrammar): Found | undefined {
  // As typed: "r" and "k" are also how some people spell other words.
  const [letter, ...signs] = tokens.slice(at, at + 5).map(({ typed }) => {
    const sign = trimWord(typed).toLowerCase();
    const digit = digits.findIndex((words) => words.split('|').includes(sign));
    // The list holds ten words of each language.
    return digit < 0 ? sign : String(digit % 10);
  });
  if (letter !== 'r') return undefined;
  const id = parseRequestId(`R-${signs.join('')}`);
  return signs.length === 4 && signs.every((sign) => sign.length === 1) && id.kind === 'id'
    ? { id: id.id, words: 5 }
    : undefined;
}
