import { nameOf } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError } from '../kernel/errors.ts';
import { shownPicture } from '../kernel/picture/shown-picture.ts';
import type { RequestServices } from '../requests/services.ts';
import { isPassing } from '../saga/rules/is-passing.ts';
import { findPlan, findRequest } from '../store/requests.ts';
import { madeVm } from './made-vm.ts';
import { postScreen } from './screen-message.ts';
import { asRestore } from './stored-restore.ts';

/** What Azure did not answer is asked once more after this (world seconds). */
const againSeconds = 60;

/**
 * A restored machine does not come up: whoever asked for it sees what is on its screen, in their personal chat. The
 * picture itself is sent, never the signed address where Azure keeps it.
 * @param key id of the request and the moment at which it failed: each failure is shown once. `again` behind them: it
 * could not be read the first time
 */
export async function showScreen(services: RequestServices, key: string): Promise<void> {
  const { store, azure, log } = services;
  const [id = '', at = '', again] = key.split(' ');
  const request = await findRequest(store.db, id);
  const plan = asRestore(services.requestKinds, (await findPlan(store.db, services.requestKinds, id))?.body);
  if (!request || !plan) return;
  const vmId = madeVm(plan);
  let picture: ReturnType<typeof shownPicture>;
  try {
    const file = await azure.bootDiagnostics.screenshot(vmId);
    picture = file && shownPicture(file);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const failure = asFailure(error);
    log.warn({ requestId: id, failure }, 'the screen of a machine could not be read');
    if (!again && isPassing(failure)) {
      await store.transaction(async (tx) => tx.wake('timer', `screen:${key} again`, inSeconds(tx.now(), againSeconds)));
      return;
    }
  }
  const isOriginal = plan.choice.mode === 'replace';
  // A drill or a quarantine shows a restore's screen, too, and is not tried again.
  const isOnce = services.requestKinds.of(request).lifecycle?.afterEnd !== undefined;
  const screen = {
    key: `${id} ${at}`,
    vm: nameOf(vmId),
    vmId,
    picture,
    ...(isOriginal && { about: 'original' as const }),
    ...(isOnce && { about: 'once' as const }),
  };
  await store.transaction((tx) => postScreen(services, tx, request, screen));
}
