import type { Tri } from './facts.ts';

export type StorageAccountFacts = {
  location: string;
  /** e.g. StorageV2, BlockBlobStorage */
  kind: string;
  /** e.g. Standard_LRS */
  sku: string;
  available: Tri;
  /** Hierarchical namespace (Data Lake). */
  hierarchical: boolean;
  /** Shared keys are allowed; otherwise only Entra identities are. */
  takesKeys: boolean;
};

export type NetworkFacts = { location: string; subnet: Tri };

export type Usage = { name: string; used: number; limit: number };

/** The Resource Guard of a vault. Operations as Azure spells them. */
export type GuardFacts = { guardId: string; operations: string[] };

/** Azure's own finding against a restore. */
export type ValidationResult = { code: string; message: string; recommendations: string[] };

/** A resource of a target group as a list returns it. */
export type ListedResource = {
  id: string;
  name: string;
  type: string;
  tags: Record<string, string>;
  /** ARM id of the machine that a disk is attached to. */
  managedBy?: string;
  createdAt?: Date | undefined;
};

/** One rule of a network security group or a Virtual Network Manager, as configured or as it takes effect. */
export type SecurityRuleFacts = {
  name: string;
  direction: 'inbound' | 'outbound' | 'unknown';
  /** always-allow: an administrator's rule, which no network security group can override. */
  access: 'allow' | 'always-allow' | 'deny' | 'unknown';
  priority: number;
  /** As Azure spells it: Tcp, `*`, All. */
  protocol: string;
  sources: string[];
  sourcePorts: string[];
  destinations: string[];
  destinationPorts: string[];
};

/** A list of rules that traffic has to pass, from a network security group or an administrator. */
export type RuleSet = { name: string; by: 'group' | 'administrator'; rules: SecurityRuleFacts[] };

export type RouteFacts = {
  /** Name of a configured route, prefixes of an effective one. */
  name: string;
  /** As Azure spells it: VnetLocal, Internet, None, VirtualAppliance, VirtualNetworkGateway, VNetPeering, ... */
  nextHop: string;
};

/** Configuration of a subnet and its network. What could not be read is undefined, never empty. */
export type SubnetFacts = {
  id: string;
  /** Address prefixes of the subnet. */
  prefixes: string[];
  /** ARM id; absent: no NAT gateway. */
  natGatewayId?: string;
  serviceEndpoints: string[];
  /** Names of the peered networks. */
  peerings: string[];
  /** Subnets for gateways, firewalls and route servers in the network. */
  gateways: string[];
  /** ARM ids of the private endpoints in the network. */
  privateEndpoints: string[];
  /** Addresses of custom DNS servers. */
  dnsServers: string[];
  securityGroupId?: string;
  /** Rules of its network security group; without a group, none. */
  rules: RuleSet | 'none' | undefined;
  routes: RouteFacts[] | undefined;
  /** Rules of a Virtual Network Manager. */
  administratorRules: SecurityRuleFacts[] | undefined;
  /** Networks that a Virtual Network Manager connects without a visible peering. */
  connectedBy: string[] | undefined;
};

/** Rules and routes in effect at the interface of a running machine: Azure returns them only then. */
export type EffectiveNetworkFacts = { ruleSets: RuleSet[]; routes: RouteFacts[] };
