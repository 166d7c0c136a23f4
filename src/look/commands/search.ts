import type { PersonServices, Turn } from '../../chat/turn.ts';
import { nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import type { Answer } from '../../kernel/chat.ts';
import { qualified, type Target } from '../../machines/inventory.ts';
import { readAllTargets } from '../../machines/vm-list.ts';

/** Number of choices that Teams asks for at a time. */
const mostChoices = 15;

/** Completes the name of a protected machine while it is typed, from the vaults that the person may read. */
export async function search({ services, incoming }: Turn<'search'>): Promise<Answer> {
  if (incoming.dataset !== 'vms') return { kind: 'choices', choices: [] };
  const wanted = incoming.query.trim().toLowerCase();
  // Targets that cannot be read now are not offered; typing on asks again.
  const found = (await readAllTargets(services.inventory)).targets
    .map((target) => ({ target, rank: rankOf(target, wanted) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || compare(a.target.item.vmName, b.target.item.vmName));
  const shown = found.slice(0, mostChoices).map(({ target }) => target);
  return {
    kind: 'choices',
    choices: await Promise.all(
      shown.map(async (target) => ({
        title: `${target.item.vmName} (${(await placesOf(services.inventory, target)).join(', ')})`,
        value: qualified(target),
      })),
    ),
  };
}

async function placesOf({ subscriptionName }: PersonServices['inventory'], target: Target): Promise<string[]> {
  const { vmId } = target.item;
  const places = [target.vault.name, nameOf(resourceGroupIdOf(vmId))];
  return target.apart === 'subscription' ? [...places, await subscriptionName(subscriptionOf(vmId))] : places;
}

/** Rank of a name, lowest first: names that begin with the typed text. @returns -1 if it does not match */
function rankOf(target: Target, wanted: string): number {
  const name = target.item.vmName.toLowerCase();
  if (name.startsWith(wanted)) return 0;
  return name.includes(wanted) || qualified(target).toLowerCase().includes(wanted) ? 1 : -1;
}

const { compare } = new Intl.Collator('en', { numeric: true });
