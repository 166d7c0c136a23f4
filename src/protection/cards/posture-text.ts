import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import { shown } from '../../ui/truncate.ts';
import type { PostureLine } from '../rules/posture.ts';

/** What was found of one protection of a vault, in a sentence. */
export function postureText(
  { topic, found, params }: Pick<PostureLine, 'topic' | 'found' | 'params'>,
  reader: Reader,
): string {
  const safe = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? shown(value, 300) : value,
  ]);
  return texts(reader.language).t(`posture.found.${topic}.${found}`, Object.fromEntries(safe));
}
