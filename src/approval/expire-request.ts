import { newNonce } from '../kernel/nonce.ts';
import { postToRequester } from '../requests/request-messages.ts';
import type { RequestServices } from '../requests/services.ts';
import { lockRequest, updateRequest } from '../store/requests.ts';

/** Nobody decided in time: nothing happens, and the thread says so. */
export async function expireRequest(services: RequestServices, id: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, id);
    if (request?.state !== 'pending') return;
    if (tx.now() < request.decide_by) return tx.wake('timer', `request:${id}`, request.decide_by);
    await updateRequest(tx, id, {
      state: 'expired',
      nonce: newNonce(),
      ended_at: tx.now(),
      failure: { code: 'decide-expired', params: {} },
    });
    tx.audit({ event: 'request.expired', requestId: id, vmName: request.vm_name, planHash: request.hash });
    await postToRequester(services, tx, id);
  });
}
