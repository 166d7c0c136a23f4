import { nameOf } from '../domain/arm-id.ts';
import { asFailure, CodedError } from '../domain/errors.ts';
import { shownPicture } from '../domain/picture/shown-picture.ts';
import { postScreen } from '../services/screen-message.ts';
import type { Services } from '../services/services.ts';
import type { StoredPlan } from '../services/stored-plan.ts';
import { findPlan, findRequest } from '../store/requests.ts';
import { madeVm } from './made-vm.ts';

/**
 * A restored machine does not come up: whoever asked for it sees what is on its screen, in their personal chat. The
 * picture itself is sent, never the signed address where Azure keeps it.
 * @param key id of the request and the moment at which it failed: each failure is shown once
 */
export async function showScreen(services: Services, key: string): Promise<void> {
  const { store, azure, log } = services;
  const [id = ''] = key.split(' ');
  const request = await findRequest(store.db, id);
  const plan = (await findPlan<StoredPlan>(store.db, id))?.body;
  if (!request || plan?.kind !== 'restore') return;
  const vmId = madeVm(plan);
  let picture: ReturnType<typeof shownPicture>;
  try {
    const file = await azure.bootDiagnostics.screenshot(vmId);
    picture = file && shownPicture(file);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warn({ requestId: id, failure: asFailure(error) }, 'the screen of a machine could not be read');
  }
  await store.transaction((tx) => postScreen(services, tx, request, { key, vm: nameOf(vmId), vmId, picture }));
}
