import type { Failure } from '../kernel/errors.ts';
import { commandIn } from './command-words.ts';
import { failureParts } from './failure-text.ts';
import type { Texts } from './texts.ts';

/**
 * Of a request that failed. What a drill has made is deleted whatever became of it: a remedy that offers to look or try
 * again there gives way to what there is to do.
 */
export function failurePartsOf(
  kind: string | undefined,
  texts: Texts,
  failure: Failure,
): { message: string; remedy: string } {
  const parts = failureParts(texts, failure);
  const once = `say.once.${kind}`;
  const offersRetry = parts.remedy.includes(`"${commandIn(texts.language, 'retry')}"`);
  return offersRetry && texts.has(once) ? { ...parts, remedy: texts.t(once) } : parts;
}
