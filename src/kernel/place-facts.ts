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
  /** Its keys open it; off where only identities of Entra may. */
  takesKeys: boolean;
};

export type NetworkFacts = { location: string; subnet: Tri };

export type Usage = { name: string; used: number; limit: number };

/** A Resource Guard that stands before a vault. Operations as Azure spells them. */
export type GuardFacts = { guardId: string; operations: string[] };

/** Azure's own finding against a restore. */
export type ValidationResult = { code: string; message: string; recommendations: string[] };

/** A resource of a target group as a list tells it. */
export type ListedResource = {
  id: string;
  name: string;
  type: string;
  tags: Record<string, string>;
  /** ARM id of the machine that a disk is attached to. */
  managedBy?: string;
  createdAt?: Date | undefined;
};

/** One rule of a network security group, or of a Virtual Network Manager, as configured or as it takes effect. */
export type SecurityRuleFacts = {
  name: string;
  direction: 'inbound' | 'outbound' | 'unknown';
  /** always-allow: an administrator's, which no network security group can take back. */
  access: 'allow' | 'always-allow' | 'deny' | 'unknown';
  priority: number;
  /** As Azure has it: Tcp, `*`, All. */
  protocol: string;
  sources: string[];
  sourcePorts: string[];
  destinations: string[];
  destinationPorts: string[];
};

/** A list of rules that traffic has to pass: of a network security group, or of an administrator. */
export type RuleSet = { name: string; by: 'group' | 'administrator'; rules: SecurityRuleFacts[] };

export type RouteFacts = {
  /** Of a configured one its name, of an effective one its prefixes. */
  name: string;
  /** As Azure has it: VnetLocal, Internet, None, VirtualAppliance, VirtualNetworkGateway, VNetPeering, ... */
  nextHop: string;
};

/** How a subnet and its network are configured. What could not be read is undefined, and never none. */
export type SubnetFacts = {
  id: string;
  /** Address prefixes of the subnet. */
  prefixes: string[];
  /** ARM id; absent: it has none. */
  natGatewayId?: string;
  serviceEndpoints: string[];
  /** Names of networks at the other end. */
  peerings: string[];
  /** A subnet for a gateway, a firewall or a route server stands in the network. */
  gateways: string[];
  /** ARM ids of the private endpoints in the network. */
  privateEndpoints: string[];
  /** Addresses of DNS servers of one's own. */
  dnsServers: string[];
  securityGroupId?: string;
  /** Of its network security group; no group, no rules. */
  rules: RuleSet | 'none' | undefined;
  routes: RouteFacts[] | undefined;
  /** Rules of a Virtual Network Manager. */
  administratorRules: SecurityRuleFacts[] | undefined;
  /** Networks that a Virtual Network Manager connects without a peering that can be seen. */
  connectedBy: string[] | undefined;
};

/** What takes effect at the interface of a running machine: Azure tells it only then. */
export type EffectiveNetworkFacts = { ruleSets: RuleSet[]; routes: RouteFacts[] };
