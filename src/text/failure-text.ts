import type { Failure } from '../domain/errors.ts';
import { plain } from './plain.ts';
import type { Texts } from './texts.ts';

/** What happened and what to do about it, in Markdown that is safe whatever the parameters hold. */
export function failureParts(texts: Texts, failure: Failure): { message: string; remedy: string } {
  const key = texts.has(`errors.${failure.code}.message`) ? `errors.${failure.code}` : 'errors.internal';
  const params = Object.fromEntries(
    Object.entries(failure.params).map(([name, value]) => [name, typeof value === 'string' ? plain(value) : value]),
  );
  return { message: texts.t(`${key}.message`, params), remedy: texts.t(`${key}.remedy`, params) };
}

export function failureText(texts: Texts, failure: Failure): string {
  const { message, remedy } = failureParts(texts, failure);
  return `${message} ${remedy}`;
}
