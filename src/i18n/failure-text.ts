import type { Reader } from '../kernel/chat.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import type { Language } from '../kernel/languages.ts';
import { withDates, withMoments } from './dates.ts';
import { folders } from './folders.ts';
import { plain } from './plain.ts';
import { commandIn, keywordIn, type TextParams, type Texts } from './texts.ts';

/**
 * Message and remedy of a failure, in Markdown that is safe whatever the parameters hold.
 * @param reader gives the time zone of its times; without one they are in UTC
 */
export function failureParts(
  texts: Texts,
  failure: Failure,
  reader: Reader = { language: texts.language, timeZone: 'UTC' },
): { message: string; remedy: string } {
  const known = [`errors.${failure.code}`, failure.code].find((key) => texts.has(`${key}.message`));
  const key = known ?? 'errors.internal';
  const said = { ...withMoments(safe(failure.params), reader), ...rightsOf(texts, failure.params) };
  const params = withDates(withNamedTexts(texts, said), texts.language);
  // A warning may leave nothing to do.
  const remedy = texts.has(`${key}.remedy`) ? texts.t(`${key}.remedy`, params) : '';
  return { message: texts.t(`${key}.message`, params), remedy };
}

/** Replaces Azure's own error text with people's words; the original belongs behind Details. */
export function inWords(failure: Failure): Failure {
  const { code, params } = failure;
  return code === 'azure.failed' && Number(params.status) >= 500 ? { code: 'azure.trouble', params: {} } : failure;
}

/** @param reader as for failureParts */
export function failureText(texts: Texts, failure: Failure, reader?: Reader): string {
  const { message, remedy } = failureParts(texts, failure, reader);
  return `${message} ${remedy}`.trim();
}

/** Why a program ended, for its operator. */
export function whyText(texts: Texts, error: unknown): string {
  if (error instanceof CodedError) return failureText(texts, asFailure(error));
  return error instanceof Error ? error.message : String(error);
}

function safe(params: Failure['params']): TextParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? plain(value) : value]),
  );
}

/** The words for Azure actions; `actions` holds several, separated by commas. */
function rightsOf({ language }: Texts, { action, actions }: Failure['params']): TextParams {
  const said = (names: unknown) =>
    String(names)
      .split(', ')
      .map((name) => rightText(language, name))
      .join(', ');
  return {
    ...(action !== undefined && { right: said(action) }),
    ...(actions !== undefined && { rights: said(actions) }),
  };
}

/**
 * Resolves parameters that name a command, a keyword by its input, or an entry of another catalogue: a known Azure
 * error, a difference between plans, a probe's subject.
 */
function withNamedTexts(texts: Texts, params: TextParams): TextParams {
  const { known, moved, looked, command, commands, input } = params;
  const said = (name: string) => commandIn(texts.language, name);
  // An entry that an earlier version stored may be gone; the title beside it still says what failed.
  const ofError = (id: string, part: 'cause' | 'remedy') => {
    const key = `catalogue.${id}.${part}`;
    return texts.has(key) ? texts.t(key) : '';
  };
  return {
    ...params,
    ...(typeof command === 'string' && { command: said(command) }),
    ...(typeof input === 'string' && { name: keywordIn(texts.language, input) }),
    ...(typeof commands === 'string' && { commands: commands.split(', ').map(said).join(', ') }),
    ...(typeof known === 'string' && { cause: ofError(known, 'cause'), remedy: ofError(known, 'remedy') }),
    ...(looked !== undefined && texts.has(`drill.looked.${looked}`) && { what: texts.t(`drill.looked.${looked}`) }),
    ...(moved !== undefined && { what: texts.t(`plan.${moved}.message`, params) }),
  };
}

/**
 * Message and remedy for a failed request. A drill or a quarantine is not retried: a remedy that offers retry there is
 * replaced, as is one that offers "commands" for a drill, which has no lines. A warning of tampering is kept.
 */
export function failurePartsOf(
  kind: string | undefined,
  texts: Texts,
  failure: Failure,
  reader?: Reader,
): { message: string; remedy: string } {
  const parts = failureParts(texts, failure, reader);
  const once = `say.once.${kind}`;
  const offers = (command: 'retry' | 'commands') => parts.remedy.includes(`"${commandIn(texts.language, command)}"`);
  if (!(offers('retry') || (kind === 'drill' && offers('commands'))) || !texts.has(once)) return parts;
  const suspect = isSuspicious(failure) ? `${texts.t('say.once.suspect')} ` : '';
  return { ...parts, remedy: `${suspect}${texts.t(once)}` };
}

/**
 * Words for an Azure action, to follow "the right to": the action's name is for people who assign roles, and
 * stands behind Details. For an action without words here, the words come from its name.
 */
export function rightText(language: Language, action: string): string {
  const { rights, rightOf } = folders[language];
  const known = Object.entries(rights).find(([name]) => name.toLowerCase() === action.toLowerCase());
  if (known) return known[1];
  const parts = action.split('/').slice(1);
  const kind = parts.at(-1)?.toLowerCase();
  const verb = kind === 'action' ? parts.at(-2) : undefined;
  const what = parts.at(kind === 'action' ? -3 : -2);
  const said = kind !== undefined && Object.hasOwn(rightOf, kind) ? rightOf[kind as keyof typeof rightOf] : undefined;
  if (said === undefined || what === undefined) return plain(action);
  return said.replace('{{verb}}', spaced(verb)).replace('{{what}}', spaced(what));
}

/** networkInterfaces: network interfaces. */
function spaced(name = ''): string {
  return plain(name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase());
}

/**
 * Codes of the catalogue `errors` that only a writer between two of our steps can cause, or that Azure has never
 * returned. The audit has each with the findings.
 */
const codes = new Set([
  'blob-elsewhere',
  'blob-unreadable',
  'drill-probe-foreign',
  'keys.copy-ambiguous',
  'keys.copy-foreign',
  'keys.copy-wrapping',
  'quarantine-foreign',
  'rebuild.deployment-foreign',
  'rebuild.deployment-taken',
  'rebuild.disks-foreign',
  'rebuild.extension-altered',
  'rebuild.key-elsewhere',
  'rebuild.keys-moved',
  'rebuild.machine-foreign',
  'rebuild.template-foreign',
  'release-deployment-foreign',
]);

export function isSuspicious({ code }: Failure): boolean {
  return codes.has(code);
}
