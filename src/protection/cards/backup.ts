import { formatDate } from '../../i18n/dates.ts';
import { listed, plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { AnyChange, ChangeView } from '../../requests/cards/gated-change.ts';
import { buttonsOf, refreshOf } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';

/** The backup form. Its input is `until`, a calendar day such as 2026-12-24. */
export type BackupFormCard = {
  id: string;
  nonce: string;
  /** Display name of the form's owner. */
  owner: string;
  vms: string[];
  /** Value of the date input: the default day, or what was last submitted. */
  until: string;
  bounds: { first: string; last: string };
  /** Error of the last submit; already rendered. */
  problem?: string;
  refreshFor?: string[];
};

/** Verbs: backup-run (with the input), form-cancel; refresh: view-form. */
export function backupFormCard(data: BackupFormCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const names = data.vms.map((vm) => shown(vm, 100));
  return render(
    'backup-form',
    {
      id: data.id,
      nonce: data.nonce,
      heading: t('cards.backup-form.heading', { vms: listed(names, 6) }),
      owner: t('cards.restore-form.owner', { name: shown(data.owner, 80) }),
      until: isDay(data.until) ? data.until : '',
      first: data.bounds.first,
      last: data.bounds.last,
      problem: data.problem ?? '',
      hasProblem: data.problem !== undefined,
      buttons: buttonsOf(['backup-run', 'form-cancel'], language),
      twin: t('cards.backup-form.twin', {
        vms: data.vms
          .slice(0, 6)
          .map((vm) => plain(vm))
          .join(' '),
      }),
      ...refreshOf(data.refreshFor),
    },
    reader,
  );
}

/** Clients show nothing, or something odd, for a value that is not a date. */
function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** `expiry`: when the new recovery point expires. */
type Backup = { expiry: Date; days: number };

/** Makes a new recovery point. */
export function backupChange({ vm, vault, hash, warnings, ...kept }: AnyChange & Backup): ChangeView {
  return { kind: 'backup', vm, vault, hash, warnings, words: (reader) => ({ kept: retentionText(kept, reader) }) };
}

/** "until Sat 12 Dec 2026, kept 19 days". A point that expires at midnight is kept through the day before. */
export function retentionText({ expiry, days }: Backup, reader: Reader): string {
  const { t } = texts(reader.language);
  return t('cards.change.kept', {
    until: formatDate(new Date(expiry.getTime() - 1), reader),
    days: t('common.duration.days', { count: days }),
  });
}
