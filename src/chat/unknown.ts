import { failureText } from '../i18n/failure-text.ts';
import { grammar } from '../i18n/grammar.ts';
import { plain } from '../i18n/plain.ts';
import { commandIn, examplesIn, type Texts, texts } from '../i18n/texts.ts';
import { type CardJson, newNonce, type Spoken } from '../kernel/chat.ts';
import type { CodedError } from '../kernel/errors.ts';
import { wordsCard } from './cards/words.ts';
import { tapped } from './line-verb.ts';
import type { ArgumentProblem, ParsedLine } from './rules/spec.ts';
import { namesNothing } from './rules/words.ts';
import type { Turn } from './turn.ts';

/** Answers a line that is not a command, or not a whole one: never silence. */
export function unknownAnswer(turn: Turn<'text'>, line: ParsedLine): Spoken {
  const say = texts(turn.shared.language);
  return { kind: 'reply', body: { text: sentence(say, line), ...nearCard(turn, line) } };
}

/** Near misses as buttons. The text says them too, for those that none may stand on, or not here. */
function nearCard({ services: { commands }, channel, shared }: Turn<'text'>, line: ParsedLine): { card?: CardJson } {
  if (line.kind !== 'unknown') return {};
  const specs = commands.map(({ spec }) => spec);
  const allowed = new Set(specs.filter((spec) => channel.allows(spec, specs)).map(({ name }) => name));
  const choices = line.suggestions
    .filter(({ name }) => allowed.has(name))
    .map((near) => tapped(commands, near.line))
    .filter(({ button }) => button);
  return choices.length === 0
    ? {}
    : { card: wordsCard({ nonce: newNonce(), about: 'unknown', choices, ignored: [] }, shared) };
}

/** Problems with arguments that point to a sentence. */
const ofSentences: ReadonlySet<string> = new Set([
  'time-unreadable',
  'point-not-found',
  'vm-not-found',
  'vm-not-visible',
  'jobs-filter-unreadable',
  'unknown-command',
  'vault-not-found',
  'files-which',
  'subscribe-unknown',
  'mute-unreadable',
  'mute-nothing',
  'take-nothing',
  'digest-hours',
  'digest-time',
  'language-unknown',
  'timezone-unknown',
  'drill-quarter',
  'protection.vault-unknown',
  'job-not-found',
  'make-twice',
  'release-subnet-not-offered',
  'luns-unreadable',
  'plan.new-vm-name-invalid',
]);

/** Whether a refused line may be a sentence. A long number is a name that was typed, and no word of one. */
export function mayBeSentence({ code, params }: CodedError): boolean {
  return ofSentences.has(code) && !/^\d{3,}$/.test(String(params.name));
}

function sentence(say: Texts, line: ParsedLine): string {
  switch (line.kind) {
    case 'empty':
      return say.t('commands.empty');
    case 'power': {
      const verb = say.t(`commands.verb.${line.verb}`);
      return line.target && !namesNothing(line.target, grammar)
        ? say.t('commands.power', { verb, vm: plain(line.target) })
        : say.t('commands.power-unnamed', { verb });
    }
    case 'renamed':
      return say.t('commands.renamed', { given: line.given, line: plain(line.line) });
    case 'bad-arguments': {
      if (line.problem.kind === 'question') {
        const { id } = line.problem;
        return say.t('commands.question', { line: `${commandIn(say.language, line.name)} ${id}` });
      }
      const { problem: at } = line;
      const examples = examplesIn(say.language, line.name);
      const shows = at.kind === 'no-value' ? ` ${at.given.toLowerCase()} ` : '';
      const example = examples.find((one) => one.includes(shows)) ?? examples[0];
      const said = problem(say, commandIn(say.language, line.name), line.problem);
      return example ? `${said} ${say.t('commands.for-example', { example })}` : said;
    }
    default: {
      const near = line.kind === 'unknown' ? line.suggestions : [];
      if (near.length === 0) return failureText(say, { code: 'unknown-command', params: {} });
      const or = ` ${say.t('common.or')} `;
      return say.t('commands.did-you-mean', {
        suggestions: near.map((suggestion) => `"${plain(suggestion.line)}"`).join(or),
      });
    }
  }
}

function problem(say: Texts, command: string, at: Exclude<ArgumentProblem, { kind: 'question' }>): string {
  switch (at.kind) {
    case 'missing':
      return say.t('commands.problem.missing', { command, argument: say.t(`commands.argument.${at.argument}`) });
    case 'no-value':
    case 'twice':
    case 'unexpected':
    case 'not-a-request-id':
      return say.t(`commands.problem.${at.kind}`, { command, given: plain(at.given) });
    case 'excluded-letters':
      return say.t('commands.problem.excluded-letters', { given: plain(at.given), letters: at.letters.join(', ') });
    case 'unknown-option':
      return at.suggestion
        ? say.t('commands.problem.unknown-option-near', { command, given: plain(at.given), suggestion: at.suggestion })
        : say.t('commands.problem.unknown-option', { command, given: plain(at.given) });
  }
}
