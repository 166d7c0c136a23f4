import { defineFormKind } from '../../chat/form-kind.ts';
import { type PolicyForm, policyFormCardOf, policyPreviewText, storedPolicyForm } from '../policy-forms.ts';
import { beginPolicy, submitPolicy } from './policy-new.ts';

export const policyFormKind = defineFormKind<PolicyForm>({
  name: 'policy',
  stored: storedPolicyForm,
  card: policyFormCardOf,
  vms: ({ vault }) => vault,
  command: ({ vault }) => ({ command: 'policy new', rest: vault }),
  confirmText: policyPreviewText,
  openOwn: (turn, { vault }) => beginPolicy(turn, vault),
  confirm: submitPolicy,
});
