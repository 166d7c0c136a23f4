import type { Command } from '../../chat/command.ts';
import { oncePerActivity } from '../../chat/idempotency.ts';
import { named } from '../../i18n/command-words.ts';
import { texts } from '../../i18n/texts.ts';
import { CodedError } from '../../kernel/errors.ts';
import { requireAuditReader } from '../../requests/audit-readers.ts';
import { everyAuditRow } from '../../store/audit.ts';
import { findPersonalChat } from '../../store/conversations.ts';
import { auditLine, splitPages } from '../../store/rules/audit-lines.ts';

/** What Teams takes in one message, with room for the sentence around it. */
const longestPage = 15_000;

/**
 * The rows of a request as JSON Lines, in the personal chat: bots may hand over files nowhere else, and only with
 * consent. `npm run audit -- export <id>` writes files.
 */
export const auditExport: Command = {
  spec: {
    ...named('audit export'),
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
    const pages = splitPages(rows.map(auditLine), longestPage);
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
