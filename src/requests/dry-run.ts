import { nameOf } from '../kernel/arm-id.ts';
import type { MessageBody, Reader } from '../kernel/chat.ts';
import { asFailure, CodedError } from '../kernel/errors.ts';
import { type DryRunCard, dryRunCard, dryRunText } from './cards/dry-run.ts';
import type { OwnNeed } from './request-kind.ts';
import type { RequestServices } from './services.ts';
import { isGated, type StoredPlan } from './stored-request.ts';

/** A tier that the plans need is not switched on, so all the bot can do is show them. */
export class TierOffError extends CodedError {
  readonly plans: readonly StoredPlan[];
  /** The form whose plan was confirmed by text. */
  formId?: string;

  /**
   * @param plans those that cannot be carried out
   * @param need the first right that is missing for them
   */
  constructor(plans: readonly StoredPlan[], { tier, action, scope }: OwnNeed) {
    const [first] = plans;
    super('tier-off', {
      tier,
      action,
      scope: nameOf(scope),
      setting: `TIER_${tier.toUpperCase()}`,
      vm: first?.target.vmName ?? '',
      // Disks alone can be restored without this tier.
      ...(tier === 'rebuild' && { context: tier }),
    });
    this.plans = plans;
  }
}

/**
 * Checks that the bot's own identity may do all of this, by rights that may be a minute old. Unknown counts as yes:
 * Azure then decides.
 * @throws TierOffError with every plan that the bot may not carry out
 */
export async function requireOwnTiers(services: RequestServices, plans: readonly StoredPlan[]): Promise<void> {
  const objectId = await ownObjectId(services);
  if (objectId === undefined) return;
  const off: StoredPlan[] = [];
  let lacking: OwnNeed | undefined;
  for (const plan of plans) {
    const missing = await missingFor(services, objectId, plan);
    if (!missing) continue;
    off.push(plan);
    lacking ??= missing;
  }
  if (lacking) throw new TierOffError(off, lacking);
}

async function ownObjectId({ azure }: RequestServices): Promise<string | undefined> {
  try {
    return await azure.self.objectId();
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

async function missingFor(
  { access, requestKinds }: RequestServices,
  objectId: string,
  plan: StoredPlan,
): Promise<OwnNeed | undefined> {
  const needs = requestKinds.of(plan).ownNeeds(plan);
  try {
    const missing = await access.missing(objectId, needs, false);
    const no = missing.find(({ answer }) => answer === 'no');
    return no && needs.find(({ action, scope }) => action === no.action && scope === no.scope);
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

/** The whole plan, shown instead of storing a request. */
export function dryRunBody(
  { clock, requestKinds }: Pick<RequestServices, 'clock' | 'requestKinds'>,
  error: TierOffError,
  reader: Reader,
): MessageBody {
  const data: DryRunCard = {
    now: clock.now(),
    off: asFailure(error),
    plans: error.plans.map((plan) => ({ ...requestKinds.of(plan).subject(plan), asks: isGated(plan) })),
  };
  return { text: dryRunText(data, reader), card: dryRunCard(data, reader) };
}
