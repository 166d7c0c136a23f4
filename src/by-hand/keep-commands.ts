import { erasableBeside } from '../azure/anchor.ts';
import { nextDaily } from '../i18n/parse-date.ts';
import { armIdKey } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { VmFacts } from '../kernel/facts.ts';
import { gatherTargets, type Target } from '../machines/inventory.ts';
import type { RestoreServices } from '../restore/services.ts';
import { byHandFile } from './cards/by-hand.ts';
import { byHandData, restoreByHand } from './machine-by-hand.ts';
import { indexText, isOfTonight, type Kept, keptFile, keptIndex, parseIndex } from './rules/kept-commands.ts';

/** Machines at a time: with some 15 reads each, that leaves people half of what Azure allows in a second. */
const together = 4;

/** When the commands of a night are kept. */
export function nextKeeping({ config }: Pick<RestoreServices, 'config'>, now: Date): Date {
  return nextDaily('03:40', config.timeZone, now);
}

/**
 * Timer `keep-commands`: writes the `commands` of each machine with the tag of COMMANDS_TAG where they can be read
 * without the bot. They show what the bot may see: nobody's rights are asked. A file that cannot be made anew stays as it
 * is, with its date. A run that was cut off goes on behind what its index says.
 */
export async function keepCommands(services: RestoreServices): Promise<void> {
  const { azure, config, store, log } = services;
  const { auditAnchor, commandsTag: tag } = config;
  if (auditAnchor && tag) {
    const container = erasableBeside(auditAnchor);
    await keepAll(services, container, tag).catch((error: unknown) => {
      if (!(error instanceof CodedError)) throw error;
      log.error({ error, container }, 'Commands could not be kept');
    });
  }
  await store.transaction((tx) => tx.wake('timer', 'keep-commands:', nextKeeping(services, tx.now())));

  async function keepAll(
    parts: RestoreServices,
    container: string,
    wanted: NonNullable<typeof config.commandsTag>,
  ): Promise<void> {
    const index = new Map(
      parseIndex((await azure.erasable.read(container, keptIndex)) ?? '').map((one) => [one.file, one]),
    );
    const write = () => azure.erasable.write(container, keptIndex, indexText([...index.values()]));
    const { targets, unread } = await readTagged(parts, wanted);
    const now = parts.clock.now();
    const due = targets.filter(({ item }) => !isOfTonight(index.get(keptFile(item.vmId)), now));
    for (let at = 0; at < due.length; at += together) {
      const kept = due.slice(at, at + together).map((target) => keepOne(parts, container, target, index));
      for (const one of await Promise.all(kept)) index.set(one.file, one);
      await write();
    }
    // A vault that cannot be read now may protect the others.
    const files = unread ? index : new Set(targets.map(({ item }) => keptFile(item.vmId)));
    for (const one of index.values()) if (!files.has(one.file)) index.set(one.file, { ...one, noLonger: true });
    await write();
  }
}

async function keepOne(
  services: RestoreServices,
  container: string,
  target: Target,
  before: ReadonlyMap<string, Kept>,
): Promise<Kept> {
  const { azure, clock, config, log } = services;
  const file = keptFile(target.item.vmId);
  try {
    const found = await restoreByHand(services, target);
    const data = byHandData(services, found, 'az');
    await azure.erasable.write(container, file, byHandFile(data, config));
    return { file, at: clock.now() };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warn({ error, vm: target.item.vmId }, 'the commands of a machine could not be kept');
    const { at } = before.get(file) ?? {};
    return { file, ...(at && { at }) };
  }
}

/** Protected machines with the tag. */
async function readTagged(
  { inventory }: Pick<RestoreServices, 'inventory'>,
  tag: { name: string; value: string },
): Promise<{ targets: Target[]; unread: boolean }> {
  const listed = await inventory.readVms();
  const { targets, unread } = gatherTargets(listed.looked, listed.failures);
  const tagged = new Set(listed.vms.filter((vm) => hasTag(vm, tag)).map(({ id }) => armIdKey(id)));
  return {
    targets: targets.filter(({ item }) => !item.softDeleted && tagged.has(armIdKey(item.vmId))),
    unread: unread.subscriptions + unread.vaults.length > 0 || listed.unread,
  };
}

function hasTag({ tags }: Pick<VmFacts, 'tags'>, { name, value }: { name: string; value: string }): boolean {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  return Object.entries(tags).some(([key, held]) => same(key, name) && same(held, value));
}
