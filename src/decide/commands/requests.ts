import type { Command } from '../../chat/turn.ts';
import { named } from '../../i18n/command-words.ts';
import { nameOf } from '../../kernel/arm-id.ts';
import { type RequestState, requestStates } from '../../kernel/request.ts';
import { gatherUnread } from '../../machines/inventory.ts';
import { requestsCard, requestsText } from '../../requests/cards/requests.ts';
import { type AddendumRow, listOpenAddenda } from '../../store/addenda.ts';
import { listReadableRequests, type RequestRow } from '../../store/requests.ts';

const underWay = ['approved', 'running'] as const;
const ended = requestStates.filter((state) => ![...underWay, 'pending'].includes(state));
/** Ended requests: how many are read, since many may be in vaults of others, and how many of them are listed. */
const mostRead = 500;
const mostEnded = 50;

/**
 * Lists requests: those waiting for a decision first, then all that are under way, then the newest that ended. A person
 * sees requests of vaults that they may read, and wherever they asked or may decide.
 */
export const requests: Command = {
  spec: {
    ...named('requests'),
    arguments: [],
    sideEffect: 'none',
    section: 'decide',
  },
  takes: 'read',
  wide: true,

  async run({ services, incoming, channel, shared }) {
    const list = (states: readonly RequestState[], limit?: number) =>
      listReadableRequests(services.store.db, services.log, { states, ...(limit && { limit }) });
    const { vaults, unread } = await services.inventory.readVaults();
    const readable = new Set(vaults.map(({ id }) => id.toLowerCase()));
    const oid = incoming.from.objectId.toLowerCase();
    const isSeen = ({ vault_id, requester_oid, approvers }: RequestRow) =>
      readable.has(vault_id.toLowerCase()) ||
      (channel.covers(vault_id) &&
        [requester_oid, ...(approvers?.people ?? [])].some((one) => one.toLowerCase() === oid));
    const shown = [
      ...(await list(['pending'])).filter(isSeen),
      ...(await list(underWay)).filter(isSeen),
      ...(await list(ended, mostRead)).filter(isSeen).slice(0, mostEnded),
    ];
    const asks = new Map(
      (await listOpenAddenda(services.store.db, services.log)).map((addendum) => [addendum.request_id, addendum]),
    );
    const data = {
      now: services.clock.now(),
      unread: gatherUnread(unread, []),
      rows: shown.map((row) => ({
        id: row.id,
        kind: row.kind,
        state: row.state,
        vm: row.vm_name,
        vault: nameOf(row.vault_id),
        requester: row.requester_name,
        createdAt: row.created_at,
        ...(row.state === 'pending' && { decideBy: row.decide_by }),
        ...(row.in_force_until && { inForceUntil: row.in_force_until }),
        ...asksOf(asks.get(row.id)),
      })),
    };
    return { kind: 'reply', body: { text: requestsText(data, shared), card: requestsCard(data, shared) } };
  },
};

/** The request runs, and waits for one more vote. */
function asksOf(addendum: AddendumRow | undefined) {
  return addendum ? { asks: true as const, decideBy: addendum.decide_by } : {};
}
