import { askWhich, requireMachineId } from '../../chat/arguments.ts';
import { changeForm, formPlace, openForm, ownForm, ownFormCard, requireNoneOpen } from '../../chat/forms.ts';
import { once, oncePerActivity } from '../../chat/idempotency.ts';
import { requireNonce, requireRequestId } from '../../chat/targets.ts';
import { type Command, defineFormKind, type Turn } from '../../chat/turn.ts';
import { failureText } from '../../i18n/failure-text.ts';
import { keyword, named, texts } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { asFailure, CodedError } from '../../kernel/errors.ts';
import { fullName } from '../../machines/inventory.ts';
import { findForm } from '../../store/forms.ts';
import { findPlan } from '../../store/requests.ts';
import { type BackupForm, backupFormCardOf, backupFormOf, parseRetention, storedBackupForm } from '../backup-forms.ts';
import { type KeptRetention, requireBackupRight, requireVmExists } from '../backup-requests.ts';
import { prepareAll, requireTargets, shortNames, startBackups, submitAll } from '../start-backups.ts';

/** Makes a recovery point now: directly when a retention was typed, otherwise through a form that asks for the day. */
export const backup: Command = {
  spec: {
    ...named('backup'),
    arguments: [{ kind: 'many', name: 'vms' }, keyword('keep', 'phrase'), keyword('until', 'phrase')],
    sideEffect: 'changes',
    section: 'backup',
  },
  takes: 'back-up',

  async run(turn, { args, lists }) {
    const names = [...new Set(lists.vms ?? [])];
    const retention = findRetention(turn, args);
    if (names.length === 0) return askWhich(turn, 'backup');
    return retention ? startBackups(turn, names, retention) : beginBackup(turn, names);
  },

  pick: (turn, name) => beginBackup(turn, [name]),

  verbs: {
    'open-backup': (turn) => beginBackup(turn, [requireMachineId(turn)]),

    /**
     * The button on the card of a newly protected machine: "The first backup runs on schedule and can take hours; start
     * it now?"
     */
    'protect-backup': async (turn) => {
      const plan = await findPlan(turn.services.store.db, turn.services.requestKinds, requireRequestId(turn));
      if (!plan) throw new CodedError('stale-card');
      return beginBackup(turn, [fullName(plan.body.target.vmId)]);
    },

    /** Handles the form's submit. An unusable date is explained beside the input and stays in it. */
    'backup-run': async (turn) => {
      const { services, incoming, personal } = turn;
      const seen = await findForm(services.store.db, requireRequestId(turn));
      if (!seen) throw new CodedError('stale-card');
      const data = backupFormOf(seen);
      const { until } = incoming.data;
      const given = typeof until === 'string' ? until.slice(0, 100) : '';
      const prepared = await prepareAll(turn, data.vms, given).catch((error: unknown) => {
        if (error instanceof CodedError && /^(retention\.|time-)/.test(error.code)) return error;
        throw error;
      });
      return once(turn, async (tx): Promise<Answer> => {
        const form = await ownForm(services, tx, seen.id, incoming.from);
        requireNonce(turn, form.nonce);
        if (prepared instanceof CodedError) {
          const problem = asFailure(prepared);
          const changed = await changeForm(services, tx, form, {
            state: 'open',
            data: { ...data, until: given, problem },
          });
          const text = failureText(texts(personal.language), problem);
          return { kind: 'card', card: ownFormCard(services, changed, personal), text };
        }
        const place = formPlace(form, incoming.place);
        await submitAll(turn, tx, prepared, place);
        const changed = await changeForm(services, tx, form, { state: 'done' });
        return { kind: 'card', card: ownFormCard(services, changed, personal), text: '' };
      });
    },
  },
};

/** @throws two-retentions, and as readRetention */
function findRetention(turn: Turn<'text'>, { keep, until }: Record<string, string>): KeptRetention | undefined {
  if (keep !== undefined && until !== undefined) throw new CodedError('two-retentions');
  const typed = keep ?? until;
  return typed === undefined ? undefined : parseRetention(typed, turn.personal, turn.services.clock.now());
}

/** Opens the form, unless something already prevents the backup. */
async function beginBackup(turn: Turn<'text' | 'action'>, names: string[]): Promise<Answer> {
  const { services, incoming } = turn;
  const targets = await requireTargets(turn, names);
  for (const target of targets) {
    await requireBackupRight(services, target, incoming.from);
    await requireVmExists(services, target);
  }
  const data: BackupForm = {
    ownerName: incoming.from.name,
    ownerTeamsId: incoming.from.teamsId,
    vms: await shortNames(turn, targets),
  };
  const at = { owner: incoming.from, place: incoming.place };
  return oncePerActivity(turn, async (tx) => {
    if (incoming.kind === 'action' || turn.tapped)
      await requireNoneOpen(services, tx, at, { kind: 'backup', vms: data.vms.join(', ') });
    await openForm(services, tx, at, { kind: 'backup', state: 'open', data });
    return { kind: 'nothing' };
  });
}

export const backupFormKind = defineFormKind<BackupForm>({
  name: 'backup',
  stored: storedBackupForm,
  card: backupFormCardOf,
  vms: ({ vms }) => vms.join(', '),
  command: ({ vms }) => ({ command: 'backup', rest: vms.join(' ') }),
  openOwn: (turn, { vms }) => beginBackup(turn, vms),
});
