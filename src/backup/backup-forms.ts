import { requireKind } from '../chat/form-kind.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import type { Services } from '../services.ts';
import type { FormRow } from '../store/forms.ts';
import { backupFormCard } from './cards/backup-form.ts';
import { dayBounds, usualDay } from './parse-retention.ts';

/** What a form of a backup keeps: names as they can be typed again, the last date given, and what was wrong with it. */
export type BackupForm = {
  ownerName: string;
  ownerTeamsId: string;
  vms: string[];
  until?: string;
  problem?: Failure;
};

/** @throws stale-card for a form of another kind */
export function backupFormOf(form: FormRow): BackupForm {
  requireKind(form, 'backup');
  return form.data as BackupForm;
}

export function backupFormCardOf({ clock }: Pick<Services, 'clock'>, form: FormRow, reader: Reader): CardJson {
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
