import type { GenericResource } from '@azure/arm-resources';
import type { InterfaceFacts } from '../../kernel/facts.ts';
import { list, text } from './values.ts';

export function parseInterface({ id, tags, properties }: GenericResource): InterfaceFacts {
  const members = membersOf(properties);
  const addresses = list(members.ipConfigurations).map((one) => membersOf(membersOf(one).properties));
  const [first] = addresses;
  const subnetId = text(membersOf(first?.subnet).id);
  const securityGroupId = text(membersOf(members.networkSecurityGroup).id);
  const { enableAcceleratedNetworking: accelerated } = members;
  const publicAddressId = addresses.flatMap((one) => text(membersOf(one.publicIPAddress).id) ?? [])[0];
  return {
    id: id ?? '',
    tags: tags ?? {},
    ...(subnetId && { subnetId }),
    privateAddresses: addresses.flatMap((one) => text(one.privateIPAddress) ?? []),
    ...(publicAddressId && { publicAddressId }),
    ...(securityGroupId && { securityGroupId }),
    ...(typeof accelerated === 'boolean' && { acceleratedNetworking: accelerated }),
  };
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
