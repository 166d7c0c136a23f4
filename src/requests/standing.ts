import { asFailure, CodedError } from '../kernel/errors.ts';
import { keptOut } from './approvers.ts';
import type { Standing } from './cards/people-lines.ts';
import { ownRefusal } from './rules/approval.ts';
import type { RequestServices } from './services.ts';
import type { StoredPlan } from './stored-plan.ts';
import { isOpen, type VoteSubject } from './vote-subject.ts';
import { findAsked, ownersOf } from './voting.ts';

/**
 * Reads it as of the last minute, to be shown: a vote reads it anew.
 * @returns undefined if there is nothing to decide
 */
export async function readStanding(
  services: RequestServices,
  subject: VoteSubject,
  plan: StoredPlan,
  objectId: string,
): Promise<Standing | undefined> {
  const { approvers, access, clock, requestKinds } = services;
  const asked = await findAsked(services, subject, plan);
  if (!asked || !isOpen(subject)) return undefined;
  const { id } = subject.request;
  const own = ownRefusal(ownersOf(subject.request), objectId);
  if (own) return { refusal: { code: own.code, params: { id } } };
  const { carriers, keys } = requestKinds.of(plan).approval ?? {};
  try {
    const groups = await approvers.requireGroups(asked, objectId, clock.now(), false);
    if (keptOut(asked).includes(objectId.toLowerCase()))
      return { refusal: { code: 'involved-cannot-approve', params: { id } } };
    if (groups.length === 0) {
      return { refusal: { code: 'not-an-approver', params: { id, rule: asked.requirement.rule } } };
    }
    await access.require(objectId, [...(carriers?.(plan) ?? [])], false);
    const held = await keys?.(services, plan, objectId);
    return held ? { keys: held } : {};
  } catch (error) {
    if (error instanceof CodedError) return { refusal: asFailure(error) };
    throw error;
  }
}
