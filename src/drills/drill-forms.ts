import { z } from 'zod/v4';
import { formOwner, parseForm } from '../chat/form-kind.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import { defineStored, failure } from '../kernel/stored.ts';
import type { FormRow } from '../store/forms.ts';
import { drillFormCard } from './cards/drill-form.ts';
import { drillInputs } from './rules/drill-entries.ts';

/** What a form of scheduled drills keeps: what was filled in, what may be chosen, and what was wrong with it. */
export const storedDrillForm = defineStored(
  'form drills',
  formOwner.extend({
    entries: z.partialRecord(z.enum(drillInputs), z.string()),
    vaults: z.array(z.string()),
    /** Vaults that nobody has named a place for. */
    without: z.array(z.string()),
    problem: failure.optional(),
  }),
);

export type DrillForm = z.infer<typeof storedDrillForm.schema>;

/** @throws as parseForm */
export function drillFormOf(form: FormRow): DrillForm {
  return parseForm({ name: 'drills', stored: storedDrillForm }, form);
}

export function drillFormCardOf(_: object, form: FormRow, reader: Reader): CardJson {
  const { ownerName: owner, ownerTeamsId, ...data } = drillFormOf(form);
  return drillFormCard({ id: form.id, nonce: form.nonce, owner, ...data, refreshFor: [ownerTeamsId] }, reader);
}

/** What its machines are chosen by, as people read it. */
export function drilledBy({ vms, tag, vault }: DrillForm['entries']): string {
  return vms ?? tag ?? vault ?? '-';
}
