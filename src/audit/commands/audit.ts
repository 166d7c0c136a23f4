import type { Command } from '../../chat/command.ts';
import { pageArgument, pageId, parsePage, parsePageId } from '../../chat/paging.ts';
import type { Turn } from '../../chat/turn.ts';
import { named } from '../../i18n/command-words.ts';
import type { Answer } from '../../kernel/chat.ts';
import { newNonce } from '../../kernel/nonce.ts';
import { parseRequestId } from '../../kernel/request-id.ts';
import { requireAuditReader } from '../../requests/audit-readers.ts';
import { listAudit } from '../../store/audit.ts';
import { type AuditCard, auditCard, auditText } from '../cards/audit.ts';

const rowsPerPage = 10;

/** Who did what, newest first. Always a personal answer: it names people and reasons. */
export const audit: Command = {
  spec: {
    ...named('audit'),
    arguments: [{ kind: 'word', name: 'about' }, pageArgument],
    sideEffect: 'none',
    section: 'audit',
  },
  takes: 'read',

  run: (turn, { args }) => list(turn, args.about ?? '', parsePage(args.page)),

  verbs: {
    'audit-page': async (turn) => {
      const { page, line } = parsePageId(turn);
      const { card, text } = await list(turn, line, page);
      return card ? { kind: 'card', card, text } : { kind: 'notice', text };
    },
  },
};

async function list(turn: Turn, about: string, number: number): Promise<Extract<Answer, { kind: 'notice' }>> {
  const { services, incoming, personal } = turn;
  const reading = parseRequestId(about);
  const requestId = reading.kind === 'id' ? reading.id : undefined;
  await requireAuditReader(services, incoming.from, requestId);
  const filter = requestId ? { requestId } : about ? { vmName: about.slice(0, 100) } : {};
  // One more than is shown tells whether there is a next page.
  const rows = await listAudit(services.store.db, {
    ...filter,
    skip: (number - 1) * rowsPerPage,
    limit: rowsPerPage + 1,
  });
  const data: AuditCard = {
    nonce: newNonce(),
    now: services.clock.now(),
    about: requestId ?? about.slice(0, 100),
    page: number,
    rows: rows.slice(0, rowsPerPage),
    ...(rows.length > rowsPerPage && { next: pageId(number + 1, requestId ?? about.slice(0, 100)) }),
  };
  return { kind: 'notice', text: auditText(data, personal), card: auditCard(data, personal) };
}
