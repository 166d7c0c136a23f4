import { actions } from '../../access/rules/actions.ts';
import type { Command } from '../../chat/command.ts';
import { once } from '../../chat/idempotency.ts';
import { keyword, named } from '../../i18n/command-words.ts';
import { texts } from '../../i18n/texts.ts';
import { CodedError } from '../../kernel/errors.ts';
import { requireRequest } from '../../requests/request-of.ts';
import { findPlan, findRequest } from '../../store/requests.ts';
import { cleanUpsOf } from '../clean-ups.ts';
import { asCleanUp, asDrill } from '../stored-drill.ts';

const longestReason = 500;
/** How a clean-up ends where a vault, or a job, that is gone would have to tell. */
const untold: readonly (string | undefined)[] = ['drill-left-unknown', 'drill-left-forgotten'];

/**
 * The word of a person that no copy of keys is left of a drill, where only a vault, or a job, that is gone could tell. It is
 * taken for that alone, from whoever could have brought the copy there: all that was recorded is still read.
 */
export const drillCleaned: Command = {
  spec: {
    ...named('drill cleaned'),
    arguments: [{ kind: 'request-id', name: 'id', required: true }, keyword('reason', 'rest')],
    sideEffect: 'changes',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming, shared } = turn;
    const { store, requestKinds, access } = services;
    const asked = await requireRequest(turn, args.id ?? '');
    const cleanUp = asCleanUp((await findPlan(store.db, requestKinds, asked.id))?.body);
    const drill = cleanUp ? await requireRequest(turn, cleanUp.drill) : asked;
    const plan = asDrill((await findPlan(store.db, requestKinds, drill.id))?.body);
    const [last] = plan ? await cleanUpsOf(services, drill) : [];
    const failure = last && (await findRequest(store.db, last.id))?.failure;
    const { id, vm_name: vmName } = drill;
    if (!plan || last?.state !== 'failed' || !untold.includes(failure?.code)) {
      throw new CodedError('drill-cleaned-known', { id });
    }
    await access.require(incoming.from.objectId, [{ action: actions.writeStaging, scope: plan.place.stagingId }], true);
    const why = args.reason?.trim().slice(0, longestReason);
    if (!why) throw new CodedError('drill-cleaned-why', { id });
    return once(turn, async (tx) => {
      tx.audit({ actor: incoming.from, event: 'drill.cleaned', requestId: id, vmName, details: { why } });
      tx.wake('timer', `drill-ended:${id}`);
      return { kind: 'reply', body: { text: texts(shared.language).t('drill.cleaned', { id }) } };
    });
  },
};
