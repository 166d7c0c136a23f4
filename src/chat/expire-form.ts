import { NewerStoredError, StoredError } from '../kernel/stored.ts';
import { lockForm, updateForm } from '../store/forms.ts';
import { isKeptFor } from './deferred-commands.ts';
import { editFormCard, formMs } from './forms.ts';
import type { ChatServices } from './turn.ts';

/** A form that nobody finished folds to one line, so that the thread stays tidy. */
export async function expireForm(services: ChatServices, id: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const form = await lockForm(tx, id);
    if (form?.state !== 'open' && form?.state !== 'confirming') return;
    if (tx.now() < form.expires_at) return tx.wake('timer', `form:${id}`, form.expires_at);
    // Its owner was told that their click is kept until a role of theirs is active, which may take longer.
    if (await isKeptFor(tx.db, form, tx.now()))
      return tx.wake('timer', `form:${id}`, new Date(tx.now().getTime() + formMs));
    await updateForm(tx, id, { state: 'expired' });
    try {
      await editFormCard(services, tx, id);
    } catch (error) {
      if (!(error instanceof StoredError) || error instanceof NewerStoredError) throw error;
      // Its card stays as it is; whoever clicks on it is told.
      services.log.warn({ error, form: id }, 'a form that cannot be read has expired');
    }
  });
}
