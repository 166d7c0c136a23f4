import type { CardJson, MessageBody } from '../../kernel/chat.ts';

/** Members of a card that nobody reads. */
const carried: ReadonlySet<string> = new Set(['data', 'refresh', 'msteams', 'type', 'id', 'verb', '$schema']);

const link = /\[([^\]]*)\]\([^)\s]*\)/g;
const address = /https?:\/\/[^\s)>\]]*[^\s)>\].,;:!?]/g;
/** An ARM id; its last part is the name. */
const resource = /\/subscriptions\/[0-9a-f-]+(?:\/[\w.()-]+)*/gi;
const guid = /([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** A line to type, which must stay whole: some contain job ids, which are useless without a role in Azure. */
const typed = /(\*\*[^*]*\*\*)/;

/**
 * A message for a place where people of other organisations read along. Names of machines and people stay, since
 * requesters, approvers and others need them. Locations in Azure are removed: links with tenant and subscription,
 * ids of resources, subscriptions and people, and buttons that lead away.
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

/** The id of a subscription contains no name. */
function nameIn(id: string): string {
  const pieces = id.split('/').filter((piece) => piece !== '');
  return pieces.length > 2 ? (pieces.at(-1) ?? '') : '…';
}
