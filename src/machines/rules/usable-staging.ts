import type { StorageAccountFacts } from '../../kernel/place-facts.ts';

/** Azure Backup stages on general-purpose accounts with standard, not zone-redundant storage only. */
export function isUsableStaging({ kind, sku, hierarchical }: StorageAccountFacts): boolean {
  return /^Storage(V2)?$/i.test(kind) && /^Standard_(?!.*ZRS)/i.test(sku) && !hierarchical;
}
