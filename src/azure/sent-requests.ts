import type { PipelineRequest } from '@azure/core-rest-pipeline';

/** Requests that were handed to the network: one that is not among them cannot have had an effect. */
export type SentRequests = WeakSet<PipelineRequest>;
