import { defineFormKind } from '../../chat/form-kind.ts';
import { type ProtectForm, protectFormCardOf, protectPreviewText, storedProtectForm } from '../protect-forms.ts';
import { beginProtect, protectNow } from './protect.ts';
import { beginResume } from './protection.ts';

export const protectFormKind = defineFormKind<ProtectForm>({
  name: 'protect',
  stored: storedProtectForm,
  card: protectFormCardOf,
  vms: ({ lines, chosen }, { state }) => (state === 'done' ? chosen : lines.map(({ vm }) => vm)).join(', '),
  command: ({ mode, lines }) => ({
    command: mode === 'resume' ? 'protection resume' : 'protect',
    rest: lines.map(({ vm }) => vm).join(' '),
  }),
  what: ({ mode }) => mode,
  confirmText: protectPreviewText,
  openOwn: (turn, { mode, names }) =>
    mode === 'resume' ? beginResume(turn, names[0] ?? '', undefined) : beginProtect(turn, { names }),
  confirm: protectNow,
});
