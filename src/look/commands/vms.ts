import { pageArgument, pageId, parsePage, parsePageId } from '../../chat/arguments.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { grammar } from '../../i18n/grammar.ts';
import { named } from '../../i18n/texts.ts';
import { type Answer, newNonce } from '../../kernel/chat.ts';
import { pageOf } from '../../kernel/page.ts';
import { type VmRow, type VmsCard, vmsCard, vmsText } from '../../machines/cards/vms.ts';
import { type ListedVm, listVms, matchesFilter, type VmFilter, vmCause, worstFirst } from '../../machines/vm-list.ts';

/** Rows take some 0.7 KB each: well under what a card may hold, whatever the names. */
const rowsPerPage = 12;
/** No name of a VM, group, vault or policy is longer. */
const longestText = 100;

/**
 * Lists the machines that this person may read, those in trouble first; without a filter, those alone. Reads lists
 * only.
 */
export const vms: Command = {
  spec: {
    ...named('vms'),
    arguments: [{ kind: 'phrase', name: 'filter' }, pageArgument],
    sideEffect: 'none',
    section: 'look',
  },
  takes: 'read',
  wide: true,

  async run(turn, { args }) {
    const { text, card, isEmpty } = await list(turn, args.filter ?? '', parsePage(args.page));
    const answer = { kind: 'reply', body: { text, card } } as const;
    // A sentence such as "vms without a backup".
    const isSentence = isEmpty && /\s/.test(args.filter?.trim() ?? '');
    return isSentence ? { kind: 'sentence', otherwise: answer, begun: true } : answer;
  },

  verbs: {
    'vms-page': async (turn): Promise<Answer> => {
      const { page, line } = parsePageId(turn);
      const { text, card } = await list(turn, line, page);
      return { kind: 'card', text, card };
    },
  },
};

async function list(turn: Turn, typed: string, number: number) {
  const { services, shared } = turn;
  const wanted = typed.slice(0, longestText).trim();
  const filter = parseFilter(wanted);
  const { vms: all, unread, protectedOnly, at } = await listVms(services);
  const matching = worstFirst(all.filter((vm) => matchesFilter(vm, filter)));
  // Where nothing is wrong, the list is of all.
  const isWhole = filter.kind === 'problems' && matching.length === 0;
  const listed = isWhole ? worstFirst(all) : matching;
  const page = pageOf(listed, number, rowsPerPage);
  const rest = filter.kind === 'problems' ? all.length - listed.length : 0;
  const shown = filter.kind === 'problems' ? (isWhole ? 'all' : '') : wanted;
  const data: VmsCard = {
    nonce: newNonce(),
    now: services.clock.now(),
    filter: filter.kind === 'problems' ? '' : wanted,
    page: { ...page, rows: page.rows.map(toRow) },
    total: all.length,
    counts: Object.fromEntries([...Map.groupBy(listed, vmCause)].map(([cause, { length }]) => [cause, length])),
    ...(filter.kind === 'encrypted' && {
      unknownEncryption: all.filter(({ encryption }) => encryption === 'unknown').length,
    }),
    ...(rest > 0 && { rest }),
    unread,
    protectedOnly,
    ...(at && { at }),
    ...(page.number < page.pages && { next: pageId(page.number + 1, shown) }),
  };
  return { text: vmsText(data, shared), card: vmsCard(data, shared), isEmpty: page.rows.length === 0 };
}

function parseFilter(text: string): VmFilter {
  const word = text.toLowerCase();
  if (word === '') return { kind: 'problems' };
  if (grammar.all.includes(word)) return { kind: 'all' };
  if (grammar.failed.includes(word)) return { kind: 'failing' };
  const kind = (['unprotected', 'encrypted'] as const).find((each) => grammar[each].includes(word));
  return kind ? { kind } : { kind: 'text', text };
}

function toRow(vm: ListedVm): VmRow {
  const { name, resourceGroup, protection, encryption, copyOf } = vm;
  const row = { name, resourceGroup, encryption, cause: vmCause(vm), ...(copyOf && { copyOf }) };
  if (!protection) return row;
  const { vault, item } = protection;
  return { ...row, vault: vault.name, ...(item.lastBackupAt && { lastBackupAt: item.lastBackupAt }) };
}
