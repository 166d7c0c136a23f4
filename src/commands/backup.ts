import { jobCard, jobText } from '../cards/job.ts';
import { named } from '../domain/command-line/command-names.ts';
import { asFailure, CodedError } from '../domain/errors.ts';
import type { Answer } from '../domain/turn.ts';
import { demandDecidersOfAll, submitForApproval } from '../services/approvals.ts';
import { type BackupForm, backupFormOf } from '../services/backup-forms.ts';
import { demandBackup, type KeptRetention, type Prepared, prepareBackup } from '../services/backup-requests.ts';
import { submitChange } from '../services/changes.ts';
import { changeForm, demandNoneOpen, openForm, ownForm, ownFormCard } from '../services/forms.ts';
import { qualified, type Target } from '../services/inventory.ts';
import { newNonce } from '../services/nonce.ts';
import { demandOwnTiers } from '../services/own-tiers.ts';
import { readRetention } from '../services/read-retention.ts';
import { findForm } from '../store/forms.ts';
import { listRequests } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { failureText } from '../text/failure-text.ts';
import { texts } from '../text/texts.ts';
import { askWhich } from './ask-which.ts';
import type { Command, Turn } from './command.ts';
import { once, oncePerActivity } from './once.ts';
import { demandNonce, idOf } from './request-of.ts';

/** Each becomes a request with a card of its own; more belong into a policy. */
const mostVms = 10;

/** A recovery point now: at once when a retention was typed, else by a form that asks for the day. */
export const backup: Command = {
  spec: {
    ...named('backup'),
    arguments: [
      { kind: 'many', name: 'vms' },
      { kind: 'keyword', name: 'keep', words: { en: ['retain'], nl: ['bewaar'] }, takes: 'phrase' },
      { kind: 'keyword', name: 'until', words: { en: ['till'], nl: ['tot'] }, takes: 'phrase' },
    ],
    examples: {
      en: ['backup sql-01', 'backup sql-01 keep 30d', 'backup sql-01 web-01 until 2026-12-24'],
      nl: [
        'maak back-up van sql-01',
        'maak back-up van sql-01 bewaar 30d',
        'maak back-up van sql-01 web-01 tot 2026-12-24',
      ],
    },
    sideEffect: 'changes',
    section: 'backup',
  },
  takes: 'back-up',

  async run(turn, { args, lists }) {
    const names = [...new Set(lists.vms ?? [])];
    const retention = retentionOf(turn, args);
    if (names.length === 0) return askWhich(turn, 'backup');
    return retention ? startBackups(turn, names, retention) : beginBackup(turn, names);
  },

  verbs: {
    /** The form's submit. What is wrong with the date is said beside it, and what was given stays in it. */
    'backup-run': async (turn) => {
      const { services, incoming, personal } = turn;
      const seen = await findForm(services.store.db, idOf(turn));
      if (!seen) throw new CodedError('stale-card');
      const data = backupFormOf(seen);
      const { until } = incoming.data;
      const given = typeof until === 'string' ? until.slice(0, 100) : '';
      const prepared = await prepareAll(turn, data.vms, given).catch((error: unknown) => {
        if (error instanceof CodedError && /^(retention\.|time-)/.test(error.code)) return error;
        throw error;
      });
      return once(turn, async (tx): Promise<Answer> => {
        const form = await ownForm(tx, seen.id, incoming.from);
        demandNonce(turn, form.nonce);
        if (prepared instanceof CodedError) {
          const problem = asFailure(prepared);
          const changed = await changeForm(services, tx, form, {
            state: 'open',
            data: { ...data, until: given, problem },
          });
          const text = failureText(texts(personal.language), problem);
          return { kind: 'card', card: ownFormCard(services, changed, personal), text };
        }
        const place = { ...incoming.place, ...(form.thread_id && { threadId: form.thread_id }) };
        await submitAll(turn, tx, prepared, place);
        const changed = await changeForm(services, tx, form, { state: 'done' });
        return { kind: 'card', card: ownFormCard(services, changed, personal), text: '' };
      });
    },
  },
};

/** @throws two-retentions, and as readRetention */
function retentionOf(turn: Turn<'text'>, { keep, until }: Record<string, string>): KeptRetention | undefined {
  if (keep !== undefined && until !== undefined) throw new CodedError('two-retentions');
  const typed = keep ?? until;
  return typed === undefined ? undefined : readRetention(typed, turn.personal, turn.services.clock.now());
}

/** Opens the form, unless something already stands against the backup. */
export async function beginBackup(turn: Turn<'text' | 'action'>, names: string[]): Promise<Answer> {
  const { services, incoming } = turn;
  const targets = await targetsOf(turn, names);
  for (const target of targets) await demandBackup(services, target, incoming.from);
  const data: BackupForm = {
    ownerName: incoming.from.name,
    ownerTeamsId: incoming.from.teamsId,
    vms: await shortNames(turn, targets),
  };
  const at = { owner: incoming.from, place: incoming.place };
  return oncePerActivity(turn, async (tx) => {
    if (incoming.kind === 'action') await demandNoneOpen(tx, at, { kind: 'backup', vms: data.vms.join(', ') });
    await openForm(services, tx, at, { kind: 'backup', state: 'open', data });
    return { kind: 'nothing' };
  });
}

async function startBackups(turn: Turn<'text'>, names: string[], retention: KeptRetention): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const targets = await targetsOf(turn, names);
  const prepared = await prepareEach(turn, targets, retention);
  const [only] = prepared;
  if (only?.kind === 'running' && prepared.length === 1) {
    // Nothing is changed, so that this is an answer like that of any command that reads.
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

async function prepareAll(turn: Turn<'action'>, names: string[], until: string): Promise<Prepared[]> {
  const { services, personal } = turn;
  const retention = readRetention(until, personal, services.clock.now());
  return prepareEach(turn, await targetsOf(turn, names), retention);
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
  await demandOwnTiers(services, plans);
  await demandDecidersOfAll(services, { by: incoming.from, place: incoming.place }, plans);
  return prepared;
}

/** One request each; of those that are being backed up already the thread is told which job that is. */
async function submitAll(
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
    const open = await listRequests(tx.db, { states: ['approved', 'running'], vmId, limit: 20 });
    const earlier = open.find(({ kind }) => kind === 'backup');
    if (earlier) {
      // Azure may not list its job yet; asking again would only be refused.
      const params = { vm: vmName, id: earlier.id };
      say(failureText(texts(shared.language), { code: 'backup-asked', params }));
      continue;
    }
    await submitChange(services, tx, { by: incoming.from, place }, each.plan);
  }
}

function alreadyRunning({ job }: Extract<Prepared, { kind: 'running' }>) {
  return { code: 'backup-running-already', params: { vm: job.vmName, job: job.id } };
}

async function targetsOf({ services }: Turn, names: string[]): Promise<Target[]> {
  if (names.length > mostVms) throw new CodedError('too-many-vms', { count: names.length, most: mostVms });
  const targets: Target[] = [];
  for (const name of names) {
    const target = await services.inventory.target(name);
    if (!targets.some(({ item }) => item.id === target.item.id)) targets.push(target);
  }
  return targets;
}

/** The plain name where it is enough, so that forms and their text twins stay readable. */
async function shortNames({ services }: Turn, targets: Target[]): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const { item } of await services.inventory.targets()) {
    const name = item.vmName.toLowerCase();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return targets.map((target) => {
    const { vmName } = target.item;
    return (counts.get(vmName.toLowerCase()) ?? 0) > 1 ? qualified(target) : vmName;
  });
}
