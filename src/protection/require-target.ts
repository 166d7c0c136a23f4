import type { Turn } from '../chat/turn.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Target } from '../machines/inventory.ts';

/** The item as it is now: what lists say of it may be half a minute old. @throws backup-gone, as VisibleInventory.target */
export async function requireTarget({ services }: Turn, name: string): Promise<Target> {
  const { vault, item } = await services.inventory.target(name);
  const now = await services.azure.items.get(item.id);
  if (!now) throw new CodedError('backup-gone', { name: item.vmName });
  return { vault, item: now };
}
