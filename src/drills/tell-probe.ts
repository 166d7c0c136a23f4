import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { forgetful } from '../kernel/stored.ts';
import { markLine } from '../machines/cards/proof-line.ts';
import { sharedReader } from '../people/locale.ts';
import { assigneeOf } from '../requests/assignee.ts';
import { postToThread } from '../requests/request-messages.ts';
import type { RequestServices } from '../requests/services.ts';
import { findPersonalChat } from '../store/conversations.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import type { RequestRow } from '../store/requests.ts';
import { listSteps } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { threatOf } from './closing-drill.ts';
import { leftMounts } from './rules/probe.ts';
import { storedProbe } from './rules/stored-probe.ts';

/**
 * What the guest of a copy said goes to whoever carries the drill, in their personal chat: it may name what a channel
 * should not read. That it said nothing, or that nobody can read what it said, is told in the thread.
 */
export async function tellProbe(services: RequestServices, tx: Tx, request: RequestRow): Promise<void> {
  const step = (await listSteps(tx.db, request.id)).find(({ kind }) => kind === 'drill-probe');
  // A step that is under way keeps other things there.
  const ended = step?.result && (step.state === 'done' || step.state === 'failed') ? step.result : undefined;
  if (ended === undefined || (await claimKey(tx, `drill-probe ${request.id}`))) return;
  const vm = request.vm_name;
  const found = forgetful(storedProbe).parse(ended);
  if (!found) return postToThread(services, tx, request.id, { code: 'drill-probe-unread', params: { vm } });
  const { verdict, output } = found;
  if (verdict === 'unknown')
    await postToThread(services, tx, request.id, { code: 'drill-probe-unknown', params: { vm } });
  const count = leftMounts(output);
  if (count > 0) await postToThread(services, tx, request.id, { code: 'drill-mounts-left', params: { vm, count } });
  const chat = await findPersonalChat(tx.db, assigneeOf(request).objectId);
  if (!chat || output === '') return;
  const reader = await sharedReader(services, tx.db, chat.id);
  const head = texts(reader.language).t(`drill.probe.${verdict}`, { id: request.id, vm: plain(vm) });
  const marked = markLine(await threatOf({ db: tx.db, requestKinds: services.requestKinds }, request), reader);
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  tx.post({
    conversationId: chat.id,
    subject: `probe ${request.id}`,
    body: { text: [[head, ...marked].join(' '), ...lines.map(plain)].join('\n\n') },
  });
}
