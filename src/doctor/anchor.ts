import { nextDaily } from '../i18n/parse-date.ts';
import { CodedError, tryRead } from '../kernel/errors.ts';
import type { RequestServices } from '../requests/services.ts';
import type { AuditHead } from '../store/append-audit.ts';
import { auditHead, holdsHead } from '../store/audit.ts';
import { archiveAudit } from './archive.ts';

type Parts = {
  azure: Pick<RequestServices['azure'], 'anchor'>;
  config: Pick<RequestServices['config'], 'auditAnchor'>;
  store: Pick<RequestServices['store'], 'db'>;
};

/**
 * What the anchor says of the audit. unread: Azure can't tell now. differs: a head that was anchored is not in the
 * chain, so the chain was made anew or set back.
 */
export type Anchored =
  | { kind: 'none' | 'unread' }
  | { kind: 'differs'; seq: number }
  | { kind: 'fits'; heads: number; last: string; state: 'locked' | 'unlocked' };

/** Compares the audit with every head that was anchored. */
export async function compareWithAnchor({ azure, config, store: { db } }: Parts): Promise<Anchored> {
  const { auditAnchor: id } = config;
  if (id === undefined) return { kind: 'none' };
  const read = await tryRead(() => Promise.all([azure.anchor.read(id), azure.anchor.state(id)]));
  if (read.kind === 'unread') return { kind: 'unread' };
  const [{ lines }, state] = read.value;
  // Without a policy a blob holds nothing in place.
  if (state === 'none') return { kind: 'none' };
  for (const line of lines) {
    const head = parseHead(line);
    // Whoever can append can also append what is no head.
    if (!head || !(await holdsHead(db, head))) return { kind: 'differs', seq: head?.seq ?? 0 };
  }
  return { kind: 'fits', heads: lines.length, last: lines.at(-1)?.slice(0, 10) ?? '-', state };
}

function parseHead(line: string): AuditHead | undefined {
  const [, seq, hash] = /^\d{4}-\d\d-\d\dT\S{1,20} (\d{1,15}):([0-9a-f]{64})$/.exec(line) ?? [];
  return hash === undefined ? undefined : { seq: Number(seq), hash };
}

/** When the head of a day is anchored. */
export function nextAnchor({ config }: Pick<RequestServices, 'config'>, now: Date): Date {
  return nextDaily('00:05', config.timeZone, now);
}

/**
 * Timer `audit-anchor`: appends the head of the day and archives the rows up to it, unless the anchor tells of another
 * chain. Of several that append at once, Azure takes the first.
 */
export async function anchorHead(services: RequestServices): Promise<void> {
  const { azure, config, store, clock, log } = services;
  const { auditAnchor: id } = config;
  if (id !== undefined) {
    const found = await compareWithAnchor(services);
    if (found.kind === 'differs') log.error({ seq: found.seq, anchor: id }, 'The audit chain is broken');
    else await append();
  }
  await store.transaction((tx) => tx.wake('timer', 'audit-anchor:', nextAnchor(services, tx.now())));

  async function append(): Promise<void> {
    try {
      const { bytes } = await azure.anchor.read(id ?? '');
      const { seq, hash } = await auditHead(store.db);
      await azure.anchor.append(id ?? '', `${clock.now().toISOString()} ${seq}:${hash}`, bytes);
    } catch (error) {
      log.error({ error, anchor: id }, 'The head of the audit could not be anchored');
    }
    await archiveAudit(services).catch((error: unknown) => {
      if (!(error instanceof CodedError)) throw error;
      log.error({ error, anchor: id }, 'The rows of the audit could not be archived');
    });
  }
}
