import { formatMoment } from '../i18n/dates.ts';
import { texts } from '../i18n/texts.ts';
import { nameOf } from '../kernel/arm-id.ts';
import type { Config } from '../kernel/config/config.ts';
import { findOpenAddendum } from '../store/approvals.ts';
import { insertPage, lastPage } from '../store/pages.ts';
import { findRequest, type RequestRow } from '../store/requests.ts';
import type { PageType } from '../store/rules/stored-page.ts';
import type { Tx } from '../store/transaction.ts';
import { aboutRequest } from './cards/about-request.ts';
import { pageOfState } from './rules/state-page.ts';

/**
 * Pages somebody about a request, if there is a pager. Call it under the request's lock, in the transaction of the
 * event.
 * @param decideBy end of the time to decide, of the request or of its addendum
 */
export async function writePage(
  { config }: { config: Config },
  tx: Tx,
  request: RequestRow,
  type: PageType,
  decideBy: Date = request.decide_by,
): Promise<void> {
  if (!config.pager) return;
  const reader = { language: config.language, timeZone: config.timeZone };
  const { t } = texts(reader.language);
  const waits = type === 'asked';
  const what = aboutRequest(request.kind, request.vm_name, reader.language);
  await insertPage(tx, request.id, type, {
    kind: request.kind,
    state: request.state,
    machine: request.vm_name,
    vault: nameOf(request.vault_id),
    summary: t(`pager.${type}`, {
      id: request.id,
      what: what.charAt(0).toUpperCase() + what.slice(1),
      until: formatMoment(decideBy, reader, tx.now()),
    }),
    ...(waits && { decideBy: decideBy.toISOString() }),
  });
}

/** Pages when approvers are asked for the first time. Turns of further approvers belong to the same alarm. */
export async function pageAsked(services: { config: Config }, tx: Tx, id: string): Promise<void> {
  if (!services.config.pager || (await lastPage(tx.db, id))) return;
  const request = await findRequest(tx.db, id);
  if (request) await writePage(services, tx, request, 'asked');
}

/** Pages what the new state of a changed request means to the pager. */
export async function pageChange(services: { config: Config }, tx: Tx, id: string): Promise<void> {
  if (!services.config.pager) return;
  const request = await findRequest(tx.db, id);
  if (!request) return;
  const last = await lastPage(tx.db, id);
  const type = pageOfState(
    { state: request.state, endedAt: request.ended_at, asks: (await findOpenAddendum(tx.db, id)) !== undefined },
    last && { type: last.type, at: last.created_at },
  );
  if (type) await writePage(services, tx, request, type);
}
