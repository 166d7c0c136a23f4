import { readItemAction } from '../../access/access.ts';
import { writePolicy } from '../../access/rules/actions.ts';
import { pageArgument, pageId, parsePage, parsePageId } from '../../chat/arguments.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { named } from '../../i18n/texts.ts';
import { type Answer, newNonce } from '../../kernel/chat.ts';
import { CodedError, readValue, tryRead } from '../../kernel/errors.ts';
import { pageOf } from '../../kernel/page.ts';
import { findVault, gatherUnread, requireSome, unreadVaults, vaultNames } from '../../machines/inventory.ts';
import { type PoliciesCard, policiesCard, policiesPerPage, policiesText } from '../cards/policies.ts';

/** Lists the policies of one vault, or of every vault that this person may read. */
export const policies: Command = {
  spec: {
    ...named('policies'),
    arguments: [{ kind: 'word', name: 'vault' }, pageArgument],
    sideEffect: 'none',
    section: 'backup',
  },
  takes: 'read',
  wide: true,

  run: (turn, { args }) => showPolicies(turn, args.vault, parsePage(args.page)),

  verbs: {
    'policies-page': (turn) => {
      const { page, line } = parsePageId(turn);
      return showPolicies(turn, line === '' ? undefined : line, page);
    },
  },
};

async function showPolicies(turn: Turn, named: string | undefined, wanted: number): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const { objectId } = incoming.from;
  const { vaults: readable, unread: failures } = await services.inventory.readVaults();
  const names = new Map(vaultNames(readable).map((name, at) => [readable[at]?.id, name]));
  const only = named === undefined ? undefined : findVault(readable, named);
  const vaults = named === undefined ? readable : only ? [only] : [];
  if (named !== undefined && vaults.length === 0) {
    const [why] = failures;
    if (why) throw new CodedError(why.code, why.params);
    if (readable.length === 0) throw new CodedError('no-vault-visible', { action: readItemAction });
    const choices = [...names.values()].join(', ');
    throw new CodedError('protection.vault-unknown', { vault: named, choices });
  }
  const looked = await Promise.all(
    vaults.map(async (vault) => ({ vault, read: await tryRead(() => services.azure.policies.list(vault)) })),
  );
  const all = looked.flatMap(({ vault, read }) =>
    (readValue(read) ?? []).map((policy) => ({ vault: names.get(vault.id) ?? vault.name, policy })),
  );
  const unread = gatherUnread(named === undefined ? failures : [], unreadVaults(looked));
  requireSome(unread, vaults.length);
  const { number: page, pages, rows } = pageOf(all, wanted, policiesPerPage);
  const lacks = await services.access.missing(
    objectId,
    vaults.map(({ id }) => writePolicy(id)),
    false,
  );
  const closed = new Set(lacks.map(({ scope }) => scope));
  const open = vaults.filter(({ id }) => !closed.has(id));
  const data: PoliciesCard = {
    nonce: newNonce(),
    now: services.clock.now(),
    ...(named !== undefined && vaults[0] && { vault: names.get(vaults[0].id) ?? vaults[0].name }),
    policies: rows,
    unread,
    total: all.length,
    page: {
      number: page,
      of: pages,
      ...(page < pages && { nextId: pageId(page + 1, named ?? '') }),
    },
    ...(open[0] && { newIn: names.get(open[0].id) ?? open[0].name }),
  };
  return { kind: 'reply', body: { text: policiesText(data, shared), card: policiesCard(data, shared) } };
}
