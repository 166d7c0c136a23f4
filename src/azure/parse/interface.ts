import type { GenericResource } from '@azure/arm-resources';
import type { InterfaceFacts } from '../../kernel/facts.ts';
import { list, text } from './values.ts';

export function parseInterface({ id, tags, properties }: GenericResource): InterfaceFacts {
  const members = asObject(properties);
  const addresses = list(members.ipConfigurations).map((one) => asObject(asObject(one).properties));
  const [first] = addresses;
  const subnetId = text(asObject(first?.subnet).id);
  const securityGroupId = text(asObject(members.networkSecurityGroup).id);
  const { enableAcceleratedNetworking: accelerated } = members;
  const publicAddressId = addresses.flatMap((one) => text(asObject(one.publicIPAddress).id) ?? [])[0];
  const immutableId = text(members.resourceGuid);
  return {
    id: id ?? '',
    ...(immutableId && { immutableId }),
    tags: tags ?? {},
    ...(subnetId && { subnetId }),
    privateAddresses: addresses.flatMap((one) => text(one.privateIPAddress) ?? []),
    ...(publicAddressId && { publicAddressId }),
    ...(securityGroupId && { securityGroupId }),
    ...(typeof accelerated === 'boolean' && { acceleratedNetworking: accelerated }),
  };
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
