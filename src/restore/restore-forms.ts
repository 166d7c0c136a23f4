import { decideMsOf } from '../approval/approvers.ts';
import { parseForm } from '../chat/form-kind.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import type { RequestServices } from '../requests/services.ts';
import type { FormRow } from '../store/forms.ts';
import type { ChangeField, RestoreChanges } from './cards/restore-changes.ts';
import { restoreConfirmCard, restoreConfirmText } from './cards/restore-confirm.ts';
import { restoreFormCard } from './cards/restore-form.ts';
import { type RestoreForm, storedRestoreForm } from './stored-form.ts';

/** @throws as parseForm */
export function restoreFormOf(form: FormRow): RestoreForm {
  return parseForm({ name: 'restore', stored: storedRestoreForm }, form);
}

/** The form, or once its plan is made what is to be confirmed. */
export function restoreFormCardOf(
  services: Pick<RequestServices, 'approvers' | 'clock' | 'requestKinds'>,
  form: FormRow,
  reader: Reader,
): CardJson {
  const data = restoreFormOf(form);
  const common = { id: form.id, nonce: form.nonce, now: services.clock.now(), owner: data.ownerName };
  if (form.state === 'confirming' && data.plan) {
    return restoreConfirmCard(
      {
        ...common,
        reason: data.reason ?? '',
        plan: data.plan.view,
        decideMs: decideMsOf(services, data.plan),
        ...(data.problem && { problem: failureText(texts(reader.language), data.problem) }),
      },
      reader,
    );
  }
  return restoreFormCard(
    {
      ...common,
      vm: data.vmName,
      vault: data.vaultName,
      points: data.points,
      target: data.target,
      ...(data.chosen !== undefined && { chosen: data.chosen }),
      ...(data.hints && { hints: data.hints }),
      ...(data.reason !== undefined && { reason: data.reason }),
      makes: { offered: data.offers.offered, refused: data.offers.refused, chosen: data.wish.make },
      changes: changesOf(data),
      ...(data.problem && { problem: problemText(data.problem, reader) }),
      refreshFor: [data.ownerTeamsId],
    },
    reader,
  );
}

function changesOf({ offers: { options }, wish: input }: RestoreForm): RestoreChanges {
  const { name, size, zone, luns, extension, urgent, set, subnet } = input;
  const { sizes, ownSize, zones, disks, sets } = options;
  return {
    name,
    sizes,
    zones,
    disks,
    sets,
    subnets: options.subnets,
    ...(subnet !== undefined && { subnet }),
    ...(ownSize !== undefined && { ownSize }),
    ...(size !== undefined && { size }),
    ...(zone !== undefined && { zone }),
    ...(luns && { luns }),
    ...(set !== undefined && { set }),
    ...(options.extension && { extension: extension === true }),
    ...(options.archived && { urgent: urgent === true }),
  };
}

function problemText({ field, ...failure }: Failure & { field?: ChangeField }, reader: Reader) {
  return { text: failureText(texts(reader.language), failure), ...(field && { field }) };
}

/** What everyone reads of a plan that waits for its owner's word. */
export function confirmText(form: FormRow, reader: Reader): string {
  const { plan, ownerName } = restoreFormOf(form);
  if (!plan) throw new Error(`form ${form.id} has nothing to confirm`);
  return restoreConfirmText({ id: form.id, owner: ownerName, plan: plan.view }, reader);
}
