import { type PoliciesCard, policiesCard, policiesPerPage, policiesText } from '../cards/policies.ts';
import { CodedError } from '../domain/errors.ts';
import { pageOf } from '../domain/page-of.ts';
import { writePolicy } from '../domain/protection/plans.ts';
import type { Answer } from '../domain/turn.ts';
import { newNonce } from '../services/nonce.ts';
import type { Turn } from '../services/turn.ts';
import { named } from '../text/command-words.ts';
import type { Command } from './command.ts';
import { pageArgument, pageId, readPage, readPageId } from './paging.ts';

/** The policies of a vault, or of every vault that this person may read, as people read them. */
export const policies: Command = {
  spec: {
    ...named('policies'),
    arguments: [{ kind: 'word', name: 'vault' }, pageArgument],
    sideEffect: 'none',
    section: 'backup',
  },
  takes: 'read',
  wide: true,

  run: (turn, { args }) => showPolicies(turn, args.vault, readPage(args.page)),

  verbs: {
    'policies-page': (turn) => {
      const { page, line } = readPageId(turn);
      return showPolicies(turn, line === '' ? undefined : line, page);
    },
  },
};

async function showPolicies(turn: Turn, named: string | undefined, wanted: number): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const { objectId } = incoming.from;
  const readable = await services.inventory.vaults();
  const vaults =
    named === undefined ? readable : readable.filter(({ name }) => name.toLowerCase() === named.toLowerCase());
  if (named !== undefined && vaults.length === 0) {
    const choices = readable.map(({ name }) => name).join(', ');
    throw new CodedError('protection.vault-unknown', { vault: named, choices });
  }
  const lists = await Promise.all(
    vaults.map(async (vault) =>
      (await services.azure.policies.list(vault)).map((policy) => ({ vault: vault.name, policy })),
    ),
  );
  const all = lists.flat();
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
    ...(named !== undefined && vaults[0] && { vault: vaults[0].name }),
    policies: rows,
    total: all.length,
    page: {
      number: page,
      of: pages,
      ...(page < pages && { nextId: pageId(page + 1, named ?? '') }),
    },
    ...(open[0] && { newIn: open[0].name }),
  };
  return { kind: 'reply', body: { text: policiesText(data, shared), card: policiesCard(data, shared) } };
}
