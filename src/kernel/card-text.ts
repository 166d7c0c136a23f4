/** Direction marks, joiners and what else is not seen, but for the word joiner: `plain` puts it in. */
const unseen = /(?!\u2060)\p{Cf}|\u034f/gu;

/**
 * Text that people or Azure wrote shows in its own order and whole. Cards have functions of their own, which clients
 * carry out wherever they find them: {{DATE(…)}} and {{TIME(…)}}. They find none where braces do not touch.
 */
export function harmlessOnCard(text: string): string {
  return text.replace(unseen, '').replace(/\{(?=\{)/g, '{\u2060');
}
