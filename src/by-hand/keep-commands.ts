import { erasableBeside } from '../azure/anchor.ts';
import { nextDaily } from '../i18n/parse-date.ts';
import { armIdKey } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { VmFacts } from '../kernel/facts.ts';
import type { Target } from '../machines/inventory.ts';
import type { RestoreServices } from '../restore/services.ts';
import { byHandFile } from './cards/by-hand.ts';
import { byHandData, restoreByHand } from './machine-by-hand.ts';
import { indexText, type Kept, keptFile, keptIndex, parseIndex } from './rules/kept-commands.ts';

/** When the commands of a night are kept. */
export function nextKeeping({ config }: Pick<RestoreServices, 'config'>, now: Date): Date {
  return nextDaily('03:40', config.timeZone, now);
}

/**
 * Timer `keep-commands`: writes the `commands` of each machine with the tag of COMMANDS_TAG where they can be read
 * without the bot. They show what the bot may see: nobody's rights are asked. A file that cannot be made anew stays as it
 * is, with its date. A run that was cut off is made again from its beginning.
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
    const before = parseIndex((await azure.erasable.read(container, keptIndex)) ?? '');
    const { targets, unread } = await readTagged(parts, wanted);
    const kept: Kept[] = [];
    for (const target of targets) kept.push(await keepOne(parts, container, target, before));
    // A vault that cannot be read now may protect the others.
    const others = unread ? before.filter(({ file }) => kept.every((one) => one.file !== file)) : [];
    await azure.erasable.write(container, keptIndex, indexText([...kept, ...others]));
  }
}

async function keepOne(
  services: RestoreServices,
  container: string,
  target: Target,
  before: readonly Kept[],
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
    return before.find((one) => one.file === file) ?? { file };
  }
}

/** Protected machines with the tag. */
async function readTagged(
  { inventory }: Pick<RestoreServices, 'inventory'>,
  tag: { name: string; value: string },
): Promise<{ targets: Target[]; unread: boolean }> {
  const { vaults, unread: failures } = await inventory.readVaults();
  const [{ targets, unread }, listed] = await Promise.all([inventory.readTargets(vaults), inventory.readVms()]);
  const tagged = new Set(listed.vms.filter((vm) => hasTag(vm, tag)).map(({ id }) => armIdKey(id)));
  return {
    targets: targets.filter(({ item }) => !item.softDeleted && tagged.has(armIdKey(item.vmId))),
    unread: failures.length + unread.vaults.length > 0 || listed.unread,
  };
}

function hasTag({ tags }: Pick<VmFacts, 'tags'>, { name, value }: { name: string; value: string }): boolean {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  return Object.entries(tags).some(([key, held]) => same(key, name) && same(held, value));
}
