import type { Command } from '../../chat/command.ts';
import { named } from '../../i18n/command-words.ts';
import { nameOf } from '../../kernel/arm-id.ts';
import { unreadOf } from '../../machines/inventory.ts';
import { type AddendumRow, listOpenAddenda } from '../../store/addenda.ts';
import { listReadableRequests, memberCounts } from '../../store/requests.ts';
import { requestsCard, requestsText } from '../cards/requests.ts';

const most = 50;

/** Open requests first, then what ended lately; only of vaults that this person may read. */
export const requests: Command = {
  spec: {
    ...named('requests'),
    arguments: [],
    sideEffect: 'none',
    section: 'decide',
  },
  takes: 'read',
  wide: true,

  async run({ services, shared }) {
    const rows = await listReadableRequests(services.store.db, services.log, { limit: most, whole: true });
    const { vaults, unread } = await services.inventory.readVaults();
    const readable = new Set(vaults.map(({ id }) => id.toLowerCase()));
    const open = ['pending', 'approved', 'running'];
    const shown = rows
      .filter(({ vault_id }) => readable.has(vault_id.toLowerCase()))
      .toSorted((a, b) => Number(open.includes(b.state)) - Number(open.includes(a.state)));
    const asks = new Map(
      (await listOpenAddenda(services.store.db, services.log)).map((addendum) => [addendum.request_id, addendum]),
    );
    const progress = await memberCounts(
      services.store.db,
      shown.map(({ id }) => id),
    );
    const data = {
      now: services.clock.now(),
      unread: unreadOf(unread, []),
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
        ...progressOf(progress.get(row.id)),
        ...asksOf(asks.get(row.id)),
      })),
    };
    return { kind: 'reply', body: { text: requestsText(data, shared), card: requestsCard(data, shared) } };
  },
};

function progressOf(progress: { done: number; of: number } | undefined) {
  return progress ? { progress } : {};
}

/** It runs, and waits for one more vote. */
function asksOf(addendum: AddendumRow | undefined) {
  return addendum ? { asks: true as const, decideBy: addendum.decide_by } : {};
}
