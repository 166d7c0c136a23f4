import type { auditErrors as english } from '../en/audit-errors.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const auditErrors: SameKeys<typeof english> = {
  'audit-not-yours': {
    message: 'Het logboek is voor beheerders; dat van een aanvraag ook voor de aanvrager en wie erover beslist.',
    remedy: `Typ "${typed.audit}" met het nummer van zo'n aanvraag, of vraag het een beheerder.`,
  },
  'audit-needs-chat': {
    message: 'Ik geef het logboek in onze persoonlijke chat, en die ken ik nog niet.',
    remedy: `Schrijf me daar, en typ "${typed['audit export']} {{id}}".`,
  },
};
