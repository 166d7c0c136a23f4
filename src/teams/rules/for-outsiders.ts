import type { CardJson, MessageBody } from '../../kernel/chat.ts';

/** What a card carries and nobody reads. */
const carried: ReadonlySet<string> = new Set([
  'data',
  'refresh',
  'fallback',
  'msteams',
  'type',
  'id',
  'verb',
  '$schema',
]);

const link = /\[([^\]]*)\]\([^)\s]*\)/g;
const address = /https?:\/\/[^\s)>\]]*[^\s)>\].,;:!?]/g;
/** An ARM id; its last piece is the name. */
const resource = /\/subscriptions\/[0-9a-f-]+(?:\/[\w.()-]+)*/gi;
const guid = /([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** A line to type, which must stay whole: ids of jobs stand in some, and lead nowhere without a role in Azure. */
const typed = /(\*\*[^*]*\*\*)/;

/**
 * A message as it is posted where people of other organisations read along. Who asks, decides and waits must be told by
 * names of machines and people. Where they are in Azure must not: links with tenant and subscription, ids of resources,
 * subscriptions and people, and buttons that lead away.
 */
export function forOutsiders(body: MessageBody): MessageBody {
  const { picture: _, ...said } = body;
  return {
    ...said,
    text: scrubbed(body.text),
    ...(body.card && { card: scrubbedPart(body.card) as CardJson }),
  };
}

function scrubbedPart(part: unknown): unknown {
  if (typeof part === 'string') return scrubbed(part);
  if (Array.isArray(part)) return part.filter((each) => !leadsAway(each)).map(scrubbedPart);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).flatMap(([name, value]) => {
      if (name === 'selectAction' && leadsAway(value)) return [];
      return [[name, carried.has(name) ? value : scrubbedPart(value)]];
    }),
  );
}

function leadsAway(part: unknown): boolean {
  return typeof part === 'object' && part !== null && (part as { type?: unknown }).type === 'Action.OpenUrl';
}

function scrubbed(text: string): string {
  return text
    .replace(link, '$1')
    .replace(address, '…')
    .split(typed)
    .map((part) => (typed.test(part) ? part : part.replace(resource, nameIn).replace(guid, '$1…')))
    .join('');
}

/** A subscription alone has no name in its id. */
function nameIn(id: string): string {
  const pieces = id.split('/').filter((piece) => piece !== '');
  return pieces.length > 2 ? (pieces.at(-1) ?? '') : '…';
}
