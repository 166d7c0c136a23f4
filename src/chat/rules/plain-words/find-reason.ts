import { trimRest } from '../trim-rest.ts';
import type { Detail } from './find-details.ts';
import { orderConcepts } from './mood.ts';
import type { Names } from './names.ts';
import type { Found, Token } from './phrases.ts';
import type { SentenceFacts } from './reading.ts';

export function reasonAt(found: readonly Found[], details: readonly Detail[], names: Names): Found | undefined {
  const index = found.findIndex((each) => each.labels.includes(':because') || isPurpose(each, found, names));
  const cut = found[index];
  const before = found.slice(0, index);
  const asks = before.some(({ labels }) =>
    labels.some((label) => label === 'why' || label === 'who' || label === 'question'),
  );
  const verb =
    before.some(({ labels }) => labels.some((label) => orderConcepts.has(label))) ||
    details.some(({ name, at }) => name === 'to' && cut !== undefined && at.every((word) => word < cut.at));
  return cut && cut.at > 0 && verb && !asks ? cut : undefined;
}

/** "Back it up before we patch, and keep it two weeks": where what belongs to a backup again begins. */
export function keptFrom(found: readonly Found[], details: readonly Detail[], cut: Found): number | undefined {
  const backsUp = found.some(({ at, labels }) => at < cut.at && labels.includes('backup'));
  if (!backsUp) return undefined;
  const kept = details.filter(({ name }) => name === 'keep' || name === 'until').flatMap(({ at }) => at);
  return found.find(({ at, labels }) => at > cut.at && labels.includes('keep'))?.at ?? kept.find((at) => at > cut.at);
}

/** "Back it up before we patch" says what it is for. A restore "to before we patched" says when, and another machine more. */
function isPurpose({ labels, at }: Found, found: readonly Found[], { taken }: Names): boolean {
  const goesBack = (each: Found) => each.labels.some((label) => label === 'restore' || label === 'bringBack');
  return labels.includes(':purpose') && ![...taken].some((name) => name > at) && !found.some(goesBack);
}

export const decisions: ReadonlySet<string> = new Set(['approve', 'confirm', 'breakGlass', 'release']);

const ticket = /^(?:inc|chg|req|ritm|task|prb|cr|sr)-?\d{3,}$/i;

/** A ticket that stands by itself says why something is wanted: "restore sql-01, isolated, CHG0049001". */
export function ticketAt(tokens: readonly Token[], found: readonly Found[], taken: ReadonlySet<number>): number {
  const wants = found.some(({ labels }) => labels.some((label) => orderConcepts.has(label)));
  return wants ? tokens.findIndex(({ raw }, at) => ticket.test(raw) && !taken.has(at)) : -1;
}

/** "Incident closed" is a reason with its first word, and "because it is closed" without. */
export function reasonText(tokens: readonly Token[], cut: Found, { grammar }: SentenceFacts): string {
  const text = tokens
    .slice(grammar.reasonNouns.includes(cut.phrase) ? cut.at : Math.max(...cut.words) + 1)
    .map(({ typed }) => typed)
    .join(' ');
  return trimRest(text);
}
