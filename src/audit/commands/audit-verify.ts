import { requireAdmin } from '../../access/memberships.ts';
import type { Command } from '../../chat/command.ts';
import { named } from '../../i18n/command-words.ts';
import { texts } from '../../i18n/texts.ts';
import { verifyAudit } from '../../store/audit.ts';

/** Recomputes the chain of hashes and names the first row that does not fit. */
export const auditVerify: Command = {
  spec: {
    ...named('audit verify'),
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
      return { kind: 'notice', text: t('audit.whole', { count: seq, hash }) };
    }
    services.log.error({ ...found }, 'The audit chain is broken');
    const problem = t(`audit.problem.${found.problem}`);
    return { kind: 'notice', text: t('audit.broken', { seq: found.seq, problem }) };
  },
};
