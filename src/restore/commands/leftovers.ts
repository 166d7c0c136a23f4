import { needsToReadVault } from '../../access/access.ts';
import { requireRequest, requireRequestId, resolveTarget } from '../../chat/targets.ts';
import type { Command } from '../../chat/turn.ts';
import { named } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { parseRequestId } from '../../kernel/request.ts';
import { type LeftoversCard, leftoversCard, leftoversText } from '../cards/leftovers.ts';
import { leftoversFor } from '../leftovers.ts';
import type { RestoreTurn } from '../services.ts';

/**
 * Lists leftovers of restores that still cost or expose something, with the lines that delete them. Deletes nothing.
 */
export const leftovers: Command = {
  spec: {
    ...named('leftovers'),
    arguments: [{ kind: 'word', name: 'subject' }],
    sideEffect: 'none',
    section: 'restore',
  },
  confidential: true,
  takes: 'read',
  wide: true,

  run: (turn: RestoreTurn<'text'>, { args }) => list(turn, args.subject),

  verbs: { 'open-leftovers': (turn: RestoreTurn<'action'>) => list(turn, requireRequestId(turn)) },
};

async function list(turn: RestoreTurn, subject: string | undefined): Promise<Answer> {
  const { services, shared } = turn;
  const about = subject === undefined ? {} : await requireAbout(turn, subject);
  const { found, unread, older } = await leftoversFor(services, about);
  const data: LeftoversCard = { now: services.clock.now(), ...(subject && { subject }), found, unread, older };
  return { kind: 'reply', body: { text: leftoversText(data, shared), card: leftoversCard(data, shared) } };
}

async function requireAbout(turn: RestoreTurn, subject: string): Promise<{ vmId?: string; requestId?: string }> {
  const { services, incoming } = turn;
  const reading = parseRequestId(subject);
  if (reading.kind === 'id') {
    const request = await requireRequest(turn, reading.id);
    await services.access.require(incoming.from.objectId, needsToReadVault(request.vault_id), false);
    return { requestId: request.id };
  }
  const target = await resolveTarget(turn, subject);
  await services.access.require(incoming.from.objectId, needsToReadVault(target.vault.id), false);
  return { vmId: target.item.vmId };
}
