import { parseArmId } from './arm-id.ts';

/** A resource as ARM returns it. */
export type ArmResource = {
  id: string;
  name: string;
  type: string;
  location?: string;
  tags?: Record<string, string>;
  properties: Record<string, unknown>;
  sku?: Record<string, unknown>;
  [member: string]: unknown;
};

/** All resources of the world except the content of vaults, by lower-case id. */
export class Resources {
  readonly #now: () => Date;
  readonly #madeAt = new Map<string, Date>();
  readonly #byId = new Map<string, ArmResource>();
  /** Index by type, for lists: a vault of a thousand VMs has five thousand resources. */
  readonly #byType = new Map<string, Map<string, ArmResource>>();

  /** Index by the parent's id: extensions by VM, subnets by network. */
  readonly #children = new Map<string, Map<string, ArmResource>>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  put(resource: ArmResource): ArmResource {
    const [id, type] = [resource.id.toLowerCase(), resource.type.toLowerCase()];
    if (!this.#byId.has(id)) this.#madeAt.set(id, this.#now());
    this.#byId.set(id, resource);
    const others = this.#byType.get(type) ?? new Map<string, ArmResource>();
    this.#byType.set(type, others.set(id, resource));
    const siblings = this.#children.get(parentOf(id)) ?? new Map<string, ArmResource>();
    this.#children.set(parentOf(id), siblings.set(id, resource));
    return resource;
  }

  get(id: string): ArmResource | undefined {
    return this.#byId.get(id.toLowerCase().replace(/\/$/, ''));
  }

  /** Creation time, as Azure's lists return it on request. */
  createdTime({ id, properties }: ArmResource): Date {
    const own = new Date(String(properties.timeCreated));
    return Number.isNaN(own.getTime()) ? (this.#madeAt.get(id.toLowerCase()) ?? this.#now()) : own;
  }

  delete(id: string): boolean {
    const found = this.get(id);
    if (found) this.#byType.get(found.type.toLowerCase())?.delete(id.toLowerCase());
    this.#children.get(parentOf(id.toLowerCase()))?.delete(id.toLowerCase());
    return this.#byId.delete(id.toLowerCase());
  }

  /** Child resources of one type, e.g. the extensions of a VM, in order of creation. */
  children(type: string, parentId: string): ArmResource[] {
    const found = this.#children.get(parentId.toLowerCase())?.values() ?? [];
    return [...found].filter((one) => one.type.toLowerCase() === type.toLowerCase());
  }

  /** Resources of one type in a subscription or resource group, in order of creation. */
  list(type: string, scope: string): ArmResource[] {
    return below(this.#byType.get(type.toLowerCase()) ?? new Map(), scope);
  }

  /** Every resource below an id, child resources too. */
  below(id: string): ArmResource[] {
    return below(this.#byId, id);
  }

  /** Every resource below a scope, without resource groups and child resources. */
  all(scope: string): ArmResource[] {
    return below(this.#byId, scope).filter((one) => parseArmId(one.id)?.type.split('/').length === 2);
  }
}

function parentOf(id: string): string {
  return id.replace(/\/[^/]+\/[^/]+$/, '');
}

function below(resources: Map<string, ArmResource>, scope: string): ArmResource[] {
  const prefix = `${scope.toLowerCase()}/`;
  const found: ArmResource[] = [];
  for (const [id, resource] of resources) if (id.startsWith(prefix)) found.push(resource);
  return found;
}
