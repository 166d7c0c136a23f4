import { findErrorMessage } from '../../errors/rules/find-error-message.ts';
import { normaliseText } from '../../kernel/normalise.ts';
import { parseRequestId } from '../../kernel/request-id.ts';
import { lineOf } from './plain-words/line.ts';
import { linesOfReading } from './plain-words/lines-of-reading.ts';
import type { Line, Reading, SentenceFacts } from './plain-words/reading.ts';

/**
 * A message of Azure that was pasted without its code is looked up. A sentence that was read for certain, or that names
 * a machine, a vault or a request, says more than that; and what stands behind "because" is somebody's reason.
 */
export function parsePastedError(
  text: string,
  reading: Reading,
  { machines, vaults }: Pick<SentenceFacts, 'machines' | 'vaults'>,
  because: readonly string[],
): Reading {
  if (reading.kind === 'line') return reading;
  const plain = normaliseText(text);
  const found = findErrorMessage(plain);
  if (!found) return reading;
  const before = plain
    .slice(0, found.at)
    .toLowerCase()
    .split(/[\s,]+/);
  if (before.some((word) => because.includes(word))) return reading;
  const names = new Set([...machines.map(({ name }) => name), ...vaults].map((name) => name.toLowerCase()));
  // What is only like a name ("application") names nothing.
  const said = plain.toLowerCase();
  const isName = (word: string) => names.has(word) || parseRequestId(word).kind === 'id';
  const isNamed = ({ words }: Line) =>
    words.some((word) => typeof word === 'string' && isName(word.toLowerCase()) && said.includes(word.toLowerCase()));
  const isLeftOut = reading.kind === 'exact' && reading.ignored.some((word) => isName(word.toLowerCase()));
  if (isLeftOut || linesOfReading(reading).some(isNamed)) return reading;
  return { kind: 'line', line: lineOf('explain', found.words), ignored: [] };
}
