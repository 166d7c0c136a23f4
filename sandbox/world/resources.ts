import { parseArmId } from './arm-id.ts';

/** A resource as ARM shows it in a GET. */
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

/** All resources of the world except what lives inside a vault, by id without case. */
export class Resources {
  readonly #byId = new Map<string, ArmResource>();

  put(resource: ArmResource): ArmResource {
    this.#byId.set(resource.id.toLowerCase(), resource);
    return resource;
  }

  get(id: string): ArmResource | undefined {
    return this.#byId.get(id.toLowerCase().replace(/\/$/, ''));
  }

  delete(id: string): boolean {
    return this.#byId.delete(id.toLowerCase());
  }

  /** Resources of one type below a scope (a subscription, group or parent resource), in the order they were made. */
  list(type: string, scope: string): ArmResource[] {
    const [wanted, prefix] = [type.toLowerCase(), `${scope.toLowerCase()}/`];
    return [...this.#byId]
      .filter(([id, one]) => one.type.toLowerCase() === wanted && id.startsWith(prefix))
      .map(([, one]) => one);
  }

  /** Every resource below a scope, without resource groups and child resources. */
  all(scope: string): ArmResource[] {
    const prefix = `${scope.toLowerCase()}/`;
    return [...this.#byId]
      .filter(([id]) => id.startsWith(prefix) && parseArmId(id)?.type.split('/').length === 2)
      .map(([, one]) => one);
  }
}
