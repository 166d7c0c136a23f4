import type { FormWhat } from '../cards/form-busy.ts';
import type { CommandName } from '../domain/command-line/command-names.ts';
import type { CardJson, Reader } from '../domain/turn.ts';
import type { FormRow } from '../store/forms.ts';
import { type BackupForm, backupFormCardOf, backupFormOf } from './backup-forms.ts';
import { type AskForm, askFormCardOf, askFormOf } from './protection/ask-forms.ts';
import { type PolicyForm, policyFormCardOf, policyFormOf, policyPreviewText } from './protection/policy-forms.ts';
import { type ProtectForm, protectFormCardOf, protectFormOf, protectPreviewText } from './protection/protect-forms.ts';
import { confirmText, type RestoreForm, restoreFormCardOf, restoreFormOf } from './restore-forms.ts';
import type { Services } from './services.ts';

type Parts = Pick<Services, 'approvers' | 'clock' | 'config'>;

/** Of every form it is known whose it is. */
export type FormData = RestoreForm | BackupForm | PolicyForm | ProtectForm | AskForm;

type FormKind = {
  /** What its owner sees while it is open or to be confirmed. */
  card(services: Parts, form: FormRow, reader: Reader): CardJson;
  /** The machines that it is about, as people read them. */
  vms(form: FormRow): string;
  /** What opens one like it. */
  command(form: FormRow): { command: CommandName; rest: string };
  /** What everyone reads while its owner looks at what is to be confirmed. */
  confirmText?(services: Parts, form: FormRow, reader: Reader): string;
  /** Where its kind does not say it. */
  what?(form: FormRow): FormWhat;
};

const askCommands = {
  'stop-protection': 'protection stop',
  undelete: 'undelete',
  'grant-access': 'keyaccess',
} as const;

const kinds: Record<string, FormKind> = {
  restore: {
    card: restoreFormCardOf,
    vms: (form) => restoreFormOf(form).vmName,
    command: (form) => ({ command: 'restore', rest: restoreFormOf(form).vmName }),
    confirmText: (_services, form, reader) => confirmText(form, reader),
  },
  backup: {
    card: backupFormCardOf,
    vms: (form) => backupFormOf(form).vms.join(', '),
    command: (form) => ({ command: 'backup', rest: backupFormOf(form).vms.join(' ') }),
  },
  policy: {
    card: policyFormCardOf,
    vms: (form) => policyFormOf(form).vault,
    command: (form) => ({ command: 'policy new', rest: policyFormOf(form).vault }),
    confirmText: policyPreviewText,
  },
  protect: {
    card: protectFormCardOf,
    vms(form) {
      const { lines, chosen } = protectFormOf(form);
      return (form.state === 'done' ? chosen : lines.map(({ vm }) => vm)).join(', ');
    },
    command(form) {
      const { mode, lines } = protectFormOf(form);
      const command = mode === 'resume' ? 'protection resume' : 'protect';
      return { command, rest: lines.map(({ vm }) => vm).join(' ') };
    },
    confirmText: protectPreviewText,
    what: (form) => protectFormOf(form).mode,
  },
  ask: {
    card: askFormCardOf,
    vms: (form) => askFormOf(form).plan.target.vmName,
    command(form) {
      const { plan } = askFormOf(form);
      return { command: askCommands[plan.kind], rest: plan.target.vmName };
    },
  },
};

export function kindOf({ id, kind }: FormRow): FormKind {
  const found = kinds[kind];
  if (!found) throw new Error(`form ${id} is of unknown kind ${kind}`);
  return found;
}

const folded = {
  done: 'submitted',
  withdrawn: 'cancelled',
  rehearsed: 'rehearsed',
  expired: 'expired',
} as const;

/** The one line that is left of it. */
export function foldedOf(form: FormRow) {
  const how = folded[form.state as keyof typeof folded];
  return {
    what: whatOf(form),
    how,
    id: form.id,
    owner: (form.data as FormData).ownerName,
    vm: kindOf(form).vms(form),
  };
}

export function whatOf(form: FormRow): FormWhat {
  return kindOf(form).what?.(form) ?? (form.kind as FormWhat);
}
