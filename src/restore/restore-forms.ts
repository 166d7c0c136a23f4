import { z } from 'zod/v4';
import { formOwner, parseForm } from '../chat/turn.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import { defineStored, failure, momentSchema } from '../kernel/stored.ts';
import { decisionMs } from '../requests/approvers.ts';
import type { RequestServices } from '../requests/services.ts';
import type { FormRow } from '../store/forms.ts';
import { restoreConfirmCard, restoreConfirmText } from './cards/restore-confirm.ts';
import {
  type MendButton,
  type ProblemField,
  problemFields,
  type RestoreChanges,
  restoreFormCard,
} from './cards/restore-form.ts';
import { mendKinds } from './rules/offers.ts';
import { pointThreats } from './rules/points.ts';
import { restoreKinds } from './rules/restore-kinds.ts';
import { consistency, disk, ofPlan, stepKind, tier } from './rules/stored-plan-parts.ts';
import { type StoredRestore, storedRestore } from './stored-restore.ts';

const text = z.string();
const make = z.enum(restoreKinds);
const named = z.array(z.object({ id: text, name: text }));

const expected = z.object({ seconds: z.number(), count: z.number() });

const thenAndNow = z.object({
  atPoint: text,
  now: z.union([z.object({ version: text }), z.enum(['deleted', 'gone', 'unknown'])]),
});

/** Hints for choosing a point, as they were when the form was opened. */
const hints = z.object({
  /** Number of the point in the list, from 1. */
  advice: z
    .object({
      number: z.number(),
      reasons: z.array(
        z.enum([
          'recommend-snapshot-quick',
          'recommend-newest',
          'recommend-vault-after-rotation',
          'recommend-despite-rotation',
          'recommend-before-threat',
          'recommend-despite-threat',
          'recommend-crash-consistent',
        ]),
      ),
    })
    .optional(),
  /** Keys by the point's name, of those that were read. */
  keys: z.record(text, z.object({ secret: thenAndNow, key: thenAndNow.optional() })),
  times: z.object({
    vault: text,
    disks: z.array(z.object({ tier, expected: expected.optional() })),
    later: z.array(z.object({ kind: stepKind, expected })),
  }),
  /** Ends by the point's name, of those that may not stay. */
  ends: z.record(text, z.enum(['past-expiry', 'soft-deleted'])).optional(),
  /** Threats by the point's name, of those that were taken while one was known. */
  threats: z.record(text, z.enum(pointThreats)).optional(),
});

/** The choice besides the point; absent members are as the original. */
const input = z.object({
  make,
  name: text,
  size: text.optional(),
  zone: text.optional(),
  luns: z.array(z.number()).optional(),
  extension: z.boolean().optional(),
  set: text.optional(),
  subnet: text.optional(),
  urgent: z.boolean().optional(),
});

const offers = z.object({
  offered: z.array(make),
  refused: z.array(z.object({ make, why: ofPlan })),
  options: z.object({
    sizes: z.array(text),
    ownSize: text.optional(),
    zones: z.array(text),
    disks: z.array(disk),
    extension: z.boolean(),
    archived: z.boolean().optional(),
    sets: named,
    subnets: named,
  }),
});

/** Data that a restore form keeps between clicks. Points and choices are kept as they were offered. */
export const storedRestoreForm = defineStored(
  'form restore',
  formOwner.extend({
    vmName: text,
    vaultId: text,
    vaultName: text,
    itemId: text,
    /** The place where the copy will appear. */
    target: z.object({ group: text, staging: text }),
    points: z.array(z.object({ name: text, at: momentSchema, consistency, tiers: z.array(tier) })),
    offers,
    /** The input: the proposal, until somebody chooses. Open forms call it so. */
    wish: input,
    reason: text.optional(),
    chosen: text.optional(),
    hints: hints.optional(),
    /** The problem with the last submit, and its field. */
    problem: failure.extend({ field: z.enum(problemFields).optional() }).optional(),
    /** What one tap changes so that the plan no longer stops; it has been tried. */
    mend: z.object({ kind: z.enum(mendKinds), point: text, wish: input }).optional(),
    /** The plan to be confirmed, once a point and a reason are chosen. */
    plan: storedRestore.schema.optional(),
  }),
);

export type RestoreForm = z.infer<typeof storedRestoreForm.schema>;

/** The plan that its owner confirms, with the reason; both go to the approvers. */
export type PreparedRestore = { plan: StoredRestore; reason: string };

/** The plan of a form; undefined before there is one. */
export function preparedOf({ plan, reason = '' }: RestoreForm): PreparedRestore | undefined {
  return plan && { plan, reason };
}

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
        decideMs: decisionMs(services, data.plan),
        ...mendOf(data),
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
      ...mendOf(data),
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

function mendOf({ mend, points }: RestoreForm): { mend?: MendButton } {
  if (!mend) return {};
  const { kind, wish } = mend;
  const at = points.find(({ name }) => name === mend.point)?.at;
  return { mend: { kind, make: wish.make, name: wish.name, ...(at && { at }) } };
}

function problemText({ field, ...failure }: Failure & { field?: ProblemField }, reader: Reader) {
  return { text: failureText(texts(reader.language), failure), ...(field && { field }) };
}

/** The text that everyone reads while a plan waits for its owner's confirmation. */
export function confirmText(form: FormRow, reader: Reader): string {
  const { plan, ownerName } = restoreFormOf(form);
  if (!plan) throw new Error(`form ${form.id} has nothing to confirm`);
  return restoreConfirmText({ id: form.id, owner: ownerName, plan: plan.view }, reader);
}
