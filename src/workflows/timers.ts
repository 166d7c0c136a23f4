import type { Services } from '../services/services.ts';
import { expireForm } from './expire-form.ts';
import { expireRequest } from './expire-request.ts';

const timers: Record<string, (services: Services, id: string) => Promise<void>> = {
  form: expireForm,
  request: expireRequest,
};

/** A timer's key is `kind:id`; the handler reads the row again and does nothing if it no longer applies. */
export async function runTimer(services: Services, key: string): Promise<void> {
  const [kind = '', ...id] = key.split(':');
  const timer = timers[kind];
  if (!timer) throw new Error(`no timer of kind ${kind}`);
  await timer(services, id.join(':'));
}
