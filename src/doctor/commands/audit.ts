import { requireAdmin } from '../../access/memberships.ts';
import { pageArgument, pageId, parsePage, parsePageId } from '../../chat/arguments.ts';
import { oncePerActivity } from '../../chat/idempotency.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { named, texts } from '../../i18n/texts.ts';
import { type Answer, newNonce } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { parseRequestId } from '../../kernel/request.ts';
import { requireAuditReader } from '../../requests/request-readers.ts';
import { everyAuditRow, listAudit, verifyAudit } from '../../store/audit.ts';
import { findPersonalChat } from '../../store/conversations.ts';
import { actorOf, auditLine, detailsOf, splitPages } from '../../store/rules/audit-rows.ts';
import { compareWithAnchor } from '../anchor.ts';
import { type AuditCard, auditCard, auditText } from '../cards/audit.ts';

const rowsPerPage = 10;

/** Shows who did what, newest first. Always a personal answer: it names people and reasons. */
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
  const named = requestId ?? about.slice(0, 100);
  const filter = requestId ? { requestId } : named ? { vmName: named } : {};
  // Reads one row more than it shows, to know whether there is a next page.
  const rows = await listAudit(services.store.db, {
    ...filter,
    skip: (number - 1) * rowsPerPage,
    limit: rowsPerPage + 1,
  });
  const data: AuditCard = {
    nonce: newNonce(),
    now: services.clock.now(),
    about: named,
    page: number,
    rows: rows.slice(0, rowsPerPage).map((row) => ({ ...row, actor_name: actorOf(row), details: detailsOf(row) })),
    ...(rows.length > rowsPerPage && { next: pageId(number + 1, named) }),
  };
  return { kind: 'notice', text: auditText(data, personal), card: auditCard(data, personal) };
}

/** Teams' limit for one message, less room for the sentence around it. */
const maxPageLength = 15_000;

/**
 * Sends a request's rows as JSON Lines in the personal chat: bots cannot send files elsewhere, and there only with
 * consent. `npm run audit -- export <id>` writes files.
 */
export const auditExport: Command = {
  spec: {
    ...named('audit export'),
    partOf: 'audit',
    arguments: [{ kind: 'request-id', name: 'id', required: true }],
    sideEffect: 'none',
    section: 'audit',
  },
  takes: 'read',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    const { db } = services.store;
    const id = args.id ?? '';
    await requireAuditReader(services, incoming.from, id);
    const chat = await findPersonalChat(db, incoming.from.objectId);
    if (!chat) throw new CodedError('audit-needs-chat', { id });
    const rows = await everyAuditRow(db, { requestId: id });
    if (rows.length === 0) throw new CodedError('unknown-request', { id });
    const pages = splitPages(rows.map(auditLine), maxPageLength);
    const { t } = texts(personal.language);
    return oncePerActivity(turn, async (tx) => {
      pages.forEach((page, index) => {
        const title = t('audit.page', { id, number: index + 1, pages: pages.length });
        tx.post({ conversationId: chat.id, body: { text: `${title}\n\n\`\`\`\n${page}\n\`\`\`` } });
      });
      tx.audit({ actor: incoming.from, event: 'audit.exported', requestId: id, details: { rows: rows.length } });
      return { kind: 'notice', text: t('audit.exported', { id, count: rows.length }) };
    });
  },
};

/** Recomputes the hash chain, names the first row that does not fit, and compares with the anchored heads. */
export const auditVerify: Command = {
  spec: {
    ...named('audit verify'),
    partOf: 'audit',
    arguments: [],
    sideEffect: 'none',
    section: 'audit',
  },
  takes: 'audit',

  async run({ services, incoming, personal }) {
    await requireAdmin(services, incoming.from.objectId);
    const found = await verifyAudit(services.store.db);
    const { t } = texts(personal.language);
    if (found.whole) {
      const { seq, hash } = found.head;
      const anchored = await compareWithAnchor(services);
      if (anchored.kind === 'differs') services.log.error({ ...anchored }, 'The audit chain is broken');
      const said = t(`audit.anchor.${anchored.kind === 'fits' ? anchored.state : anchored.kind}`, anchored);
      // A chain that was made anew is whole in itself.
      return {
        kind: 'notice',
        text: anchored.kind === 'differs' ? said : `${t('audit.whole', { count: seq, hash })}\n\n${said}`,
      };
    }
    services.log.error({ ...found }, 'The audit chain is broken');
    const problem = t(`audit.problem.${found.problem}`);
    return { kind: 'notice', text: t('audit.broken', { seq: found.seq, problem }) };
  },
};
