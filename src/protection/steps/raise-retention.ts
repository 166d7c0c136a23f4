import { raiseRequest } from '../request-kinds/raise-retention.ts';
import { policyStepOf, raiseStepOf } from './raised.ts';

export const raisePolicyStep = policyStepOf(raiseRequest, ({ plan }) => plan.effects.policy);

export const raiseRetentionStep = raiseStepOf(raiseRequest, ({ plan }) => plan.effects.policy);
