import type { Failure } from '../kernel/errors.ts';
import { commandIn } from './command-words.ts';
import { failureParts } from './failure-text.ts';
import { isSuspicious } from './suspicious.ts';
import type { Texts } from './texts.ts';

/**
 * Of a request that failed. A drill or a quarantine isn't tried again: a remedy that offers to look or try again there
 * gives way to what there is to do, and so does one by hand of a drill, which has no lines. That somebody may have tampered
 * with it is still said.
 */
export function failurePartsOf(
  kind: string | undefined,
  texts: Texts,
  failure: Failure,
): { message: string; remedy: string } {
  const parts = failureParts(texts, failure);
  const once = `say.once.${kind}`;
  const offers = (command: 'retry' | 'byhand') => parts.remedy.includes(`"${commandIn(texts.language, command)}"`);
  if (!(offers('retry') || (kind === 'drill' && offers('byhand'))) || !texts.has(once)) return parts;
  const suspect = isSuspicious(failure) ? `${texts.t('say.once.suspect')} ` : '';
  return { ...parts, remedy: `${suspect}${texts.t(once)}` };
}
