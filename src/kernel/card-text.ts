import { withoutInvisible } from './invisible.ts';

/** Keeps what stands on its both sides apart, and shows nothing. `plain` puts it in. */
const wordJoiner = '\u2060';

/**
 * Text that people or Azure wrote shows in its own order and whole. Cards have functions of their own, which clients
 * carry out wherever they find them: {{DATE(…)}} and {{TIME(…)}}. They find none where braces do not touch.
 */
export function harmlessOnCard(text: string): string {
  return text
    .split(wordJoiner)
    .map(withoutInvisible)
    .join(wordJoiner)
    .replace(/\{(?=\{)/g, `{${wordJoiner}`);
}
