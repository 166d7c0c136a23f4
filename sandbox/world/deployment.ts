import type { Refusal } from './refusal.ts';

export type DeploymentOperation = {
  id: string;
  target: { id: string; type: string; name: string };
  startedAt: Date;
  endedAt: Date;
  error?: Refusal;
};

/** A deployment of a template into a resource group. */
export type Deployment = {
  id: string;
  name: string;
  subscriptionId: string;
  group: string;
  /** Where its own operation is followed. */
  operationId: string;
  correlationId: string;
  tags?: Record<string, string>;
  parameters: Record<string, unknown>;
  /** As it was sent: Resource Manager exports just that. */
  template: Record<string, unknown>;
  startedAt: Date;
  /** When it ended; absent while it runs. */
  endedAt?: Date;
  /** Of the resource that failed. What was made before stays. */
  error?: Refusal;
  operations: DeploymentOperation[];
};
