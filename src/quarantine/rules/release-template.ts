import { nameOf } from '../../kernel/arm-id.ts';
import type { JsonObject } from '../../kernel/json-object.ts';
import { quarantineTag, requestTag } from '../../kernel/request-tag.ts';
import { taggedTemplate } from '../../kernel/tagged-template.ts';
import { interfaceTemplate } from '../../restore/rules/deployment.ts';

type Released = {
  region: string;
  subnetId: string;
  plan: { effects: { quarantine: string; nic: { id: string } } };
};

/** The interface as its quarantine made it, but for the subnet: whatever else somebody put onto it goes. */
export function releaseTemplate({ region, subnetId, plan }: Released): JsonObject {
  return interfaceTemplate({ name: nameOf(plan.effects.nic.id), region, subnetId });
}

/** It stays of the request that made it. */
export function releaseTags({ plan }: Released, releaseId: string): Record<string, string> {
  return { [requestTag]: plan.effects.quarantine, [quarantineTag]: `released ${releaseId}` };
}

/** As Resource Manager keeps it. */
export function sentTemplate(released: Released, releaseId: string): JsonObject {
  return taggedTemplate(releaseTemplate(released), releaseTags(released, releaseId));
}
