import { once } from '../chat/idempotency.ts';
import { resolveTarget } from '../chat/targets.ts';
import type { Turn } from '../chat/turn.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import { type Answer, newNonce } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { qualified, type Target } from '../machines/inventory.ts';
import { readAllTargets } from '../machines/vm-list.ts';
import { requireDecidersOfAll, submitForApproval } from '../requests/approvals.ts';
import { jobCard, jobText } from '../requests/cards/job.ts';
import { submitImmediate } from '../requests/create.ts';
import { requireOwnTiers } from '../requests/dry-run.ts';
import { listRequests } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { parseRetention } from './backup-forms.ts';
import { type KeptRetention, type Prepared, prepareBackup } from './backup-requests.ts';

/** Each backup becomes a request with its own card; for more machines a policy is the better tool. */
const maxVms = 10;

/** Starts one or more backups with a typed retention. */
export async function startBackups(turn: Turn<'text'>, names: string[], retention: KeptRetention): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const targets = await requireTargets(turn, names);
  const prepared = await prepareEach(turn, targets, retention);
  const [only] = prepared;
  if (only?.kind === 'running' && prepared.length === 1) {
    // Nothing has changed, so this is answered like a read command.
    const data = {
      nonce: newNonce(),
      now: services.clock.now(),
      vault: only.vault.name,
      job: only.job,
      offers: ['view-job'],
    };
    const text = `${failureText(texts(shared.language), alreadyRunning(only))} ${jobText(data, shared)}`;
    return { kind: 'reply', body: { text, card: jobCard(data, shared) } };
  }
  return once(turn, async (tx) => {
    await submitAll(turn, tx, prepared, incoming.place);
    return { kind: 'nothing' };
  });
}

/** @param until as entered in the form @throws as readRetention */
export async function prepareAll(turn: Turn<'action'>, names: string[], until: string): Promise<Prepared[]> {
  const { services, personal } = turn;
  const retention = parseRetention(until, personal, services.clock.now());
  return prepareEach(turn, await requireTargets(turn, names), retention);
}

async function prepareEach(
  { services, incoming }: Turn<'text' | 'action'>,
  targets: Target[],
  retention: KeptRetention,
): Promise<Prepared[]> {
  const prepared = await Promise.all(
    targets.map((target) => prepareBackup(services, target, retention, incoming.from)),
  );
  const plans = prepared.flatMap((each) => (each.kind === 'running' ? [] : [each.plan]));
  await requireOwnTiers(services, plans);
  await requireDecidersOfAll(services, { by: incoming.from, place: incoming.place }, plans);
  return prepared;
}

/** Submits one request for each machine. For a machine with a running backup the thread names that job instead. */
export async function submitAll(
  turn: Turn<'text' | 'action'>,
  tx: Tx,
  prepared: Prepared[],
  place: Turn['incoming']['place'],
): Promise<void> {
  const { services, incoming, shared } = turn;
  const say = (text: string) =>
    tx.post({
      conversationId: place.conversationId,
      ...(place.threadId && { threadId: place.threadId }),
      body: { text },
    });
  for (const each of prepared) {
    if (each.kind === 'running') {
      say(failureText(texts(shared.language), alreadyRunning(each)));
      continue;
    }
    const { vmId, vmName } = each.plan.target;
    if (each.kind === 'keys') {
      const reason = texts(shared.language).t('cards.gated.reason-backup', { vm: vmName });
      await submitForApproval(services, tx, { by: incoming.from, place }, each.plan, reason);
      continue;
    }
    const [earlier] = await listRequests(tx.db, { states: ['approved', 'running'], kinds: ['backup'], vmId, limit: 1 });
    if (earlier) {
      // Azure may not list the job yet; a second request would only be refused.
      const params = { vm: vmName, id: earlier.id };
      say(failureText(texts(shared.language), { code: 'backup-asked', params }));
      continue;
    }
    await submitImmediate(services, tx, { by: incoming.from, place }, each.plan);
  }
}

function alreadyRunning({ job }: Extract<Prepared, { kind: 'running' }>) {
  return { code: 'backup-running-already', params: { vm: job.vmName, job: job.id } };
}

/** Each once, however often it was named. @throws too-many-vms, vm-not-found, vm-ambiguous */
export async function requireTargets(turn: Turn, names: string[]): Promise<Target[]> {
  if (names.length > maxVms) throw new CodedError('too-many-vms', { count: names.length, most: maxVms });
  const targets: Target[] = [];
  for (const name of names) {
    const target = await resolveTarget(turn, name);
    if (!targets.some(({ item }) => item.id === target.item.id)) targets.push(target);
  }
  return targets;
}

/** The plain name where it is unambiguous, so that forms and their text twins stay readable. */
export async function shortNames({ services }: Turn, targets: Target[]): Promise<string[]> {
  const counts = new Map<string, number>();
  const { targets: all, unread } = await readAllTargets(services.inventory);
  // A namesake may be in a part that cannot be read.
  if (unread.why) return targets.map(qualified);
  for (const { item } of all) {
    const name = item.vmName.toLowerCase();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return targets.map((target) => {
    const { vmName } = target.item;
    return (counts.get(vmName.toLowerCase()) ?? 0) > 1 ? qualified(target) : vmName;
  });
}
