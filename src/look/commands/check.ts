import { needsToReadVault } from '../../access/access.ts';
import type { Command } from '../../chat/turn.ts';
import { keyword, named } from '../../i18n/texts.ts';
import { armIdKey } from '../../kernel/arm-id.ts';
import { newNonce } from '../../kernel/chat.ts';
import { qualified } from '../../machines/inventory.ts';
import { reasonArgument } from '../../protection/ask-for.ts';
import { holdOf } from '../../protection/holds.ts';
import { offersFor } from '../../protection/offers.ts';
import { requireMachine } from '../../protection/require-machine.ts';
import { beginGrant, keyAccessVerbs } from '../../protection/show-key-access.ts';
import { proofOf } from '../../requests/proof-of.ts';
import { choosePoint } from '../../restore/choose-point.ts';
import { choosable, selectPoint } from '../../restore/rules/points.ts';
import type { RestoreTurn } from '../../restore/services.ts';
import { ask } from '../../store/rows.ts';
import { type CheckCard, checkCard, checkText } from '../cards/check.ts';
import { showUnprotected } from './vm.ts';

/** Buttons that mend a finding, for people who may. */
const mends: Readonly<Record<string, readonly string[]>> = {
  'check.no-points': ['open-backup'],
  'check.backup-none-yet': ['open-backup'],
  'check.undelete-first': ['open-undelete'],
  'check.hold-deleted': ['open-undelete'],
  'check.hold-undone': ['open-hold', 'open-unhold'],
  'check.backup-stopped': ['open-resume'],
  'check.backup-suspended': ['open-resume'],
  'check.points-cut': ['open-raise'],
};

/**
 * Answers "will it restore?" with everything that can be checked, worst first and with one remedy each; with `grant`,
 * requests that Azure Backup may read the keys.
 */
export const check: Command = {
  spec: {
    ...named('check'),
    arguments: [
      { kind: 'word', name: 'vm', required: true },
      { kind: 'phrase', name: 'point' },
      keyword('grant', 'nothing'),
      reasonArgument,
    ],
    sideEffect: 'none',
    changesWith: ['grant'],
    section: 'look',
  },
  confidential: true,
  takes: 'read',

  async run(turn: RestoreTurn<'text'>, { args }) {
    const { services, incoming, shared } = turn;
    const { inventory, access, azure, clock, checks, regionInspector, store } = services;
    const name = args.vm ?? '';
    if (args.grant !== undefined) return beginGrant(turn, name, args.reason);
    const machine = await requireMachine(turn, name);
    if (machine.kind === 'bare') return showUnprotected(turn, machine.vmId);
    await access.require(incoming.from.objectId, needsToReadVault(machine.target.vault.id), false);
    const target = await inventory.readNow(machine.target);
    const now = clock.now();
    const points = choosable(await azure.points.list(target.item.id));
    const found = selectPoint(points, { kind: 'latest' });
    const latest = found.kind === 'one' ? found.point : undefined;
    const point = args.point === undefined ? latest : choosePoint(turn, points, args.point, target.item.vmName);
    const ids = await inventory.readImmutableIds();
    const immutableId = ids.get(armIdKey(target.item.vmId));
    const [{ findings, conclusion, encryption, isGone }, proof, held, region] = await Promise.all([
      checks.run(target, points, point?.name, incoming.from),
      ask(store.db, proofOf(store.db, services.requestKinds, target.item.vmId, immutableId)),
      ask(store.db, holdOf(store.db, target.item.vmId)),
      regionInspector.of(target),
    ]);
    const isAccessFine = findings.every(({ check: what, verdict }) => what !== 'key-access' || verdict === 'ok');
    const offers = await offersFor(services, incoming.from.objectId, target, {
      held: held !== undefined,
      points: points.length,
      cut: points.filter(({ softDeleted }) => softDeleted).length,
      encryption,
      isGone,
    });
    const mending = offers.filter((verb) => findings.some(({ text }) => mends[text?.code ?? '']?.includes(verb)));
    const data: CheckCard = {
      id: qualified(target),
      nonce: newNonce(),
      now,
      vm: target.item.vmName,
      encryption: encryption.kind,
      ...(point && { point: { number: points.indexOf(point) + 1, at: point.at } }),
      findings,
      conclusion,
      proof,
      region,
      offers: [
        ...(isAccessFine ? [] : ['open-keyaccess']),
        ...mending,
        ...(point && conclusion.kind !== 'stop' ? offers.filter((verb) => verb === 'open-restore') : []),
      ],
    };
    return { kind: 'reply', body: { text: checkText(data, shared), card: checkCard(data, shared) } };
  },

  verbs: keyAccessVerbs,
  asks: { kind: 'grant-access', behind: 'grant', begin: beginGrant },
};
