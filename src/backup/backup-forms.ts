import { z } from 'zod/v4';
import { formOwner, parseForm } from '../chat/form-kind.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import { defineStored, failure } from '../kernel/stored.ts';
import type { RequestServices } from '../requests/services.ts';
import type { FormRow } from '../store/forms.ts';
import { backupFormCard } from './cards/backup-form.ts';
import { dayBounds, usualDay } from './parse-retention.ts';

/** What a form of a backup keeps: names as they can be typed again, the last date given, and what was wrong with it. */
export const storedBackupForm = defineStored(
  'form backup',
  formOwner.extend({ vms: z.array(z.string()), until: z.string().optional(), problem: failure.optional() }),
);

export type BackupForm = z.infer<typeof storedBackupForm.schema>;

/** @throws as parseForm */
export function backupFormOf(form: FormRow): BackupForm {
  return parseForm({ name: 'backup', stored: storedBackupForm }, form);
}

export function backupFormCardOf({ clock }: Pick<RequestServices, 'clock'>, form: FormRow, reader: Reader): CardJson {
  const data = backupFormOf(form);
  const now = clock.now();
  return backupFormCard(
    {
      id: form.id,
      nonce: form.nonce,
      owner: data.ownerName,
      vms: data.vms,
      until: data.until ?? usualDay(reader, now),
      bounds: dayBounds(reader, now),
      ...(data.problem && { problem: failureText(texts(reader.language), data.problem) }),
      refreshFor: [data.ownerTeamsId],
    },
    reader,
  );
}
