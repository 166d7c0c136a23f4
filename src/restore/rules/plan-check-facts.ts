import type { Tri } from '../../kernel/facts.ts';
import type { MissingRight } from '../../kernel/permissions.ts';
import type {
  GuardFacts,
  NetworkFacts,
  StorageAccountFacts,
  Usage,
  ValidationResult,
} from '../../kernel/place-facts.ts';
import type { Read } from '../../kernel/read.ts';
import type { CheckFacts } from '../../machines/rules/check-facts.ts';
import type { PlanOutcome } from './plan.ts';

/** What a check reads of a restore besides: its plan, where it goes and who may. */
export type PlanCheckFacts = CheckFacts & {
  /** The plan for that point; absent without a point. */
  outcome?: PlanOutcome | undefined;
  staging: Read<StorageAccountFacts | undefined>;
  targetGroupId: string;
  targetGroup: Read<Tri>;
  subnetId?: string | undefined;
  network: Read<NetworkFacts | undefined>;
  requester: { name: string; missing: Read<readonly MissingRight[]> };
  bot: Read<readonly MissingRight[]>;
  /** Of the vault's identity, where the restore goes by it; absent: not looked at. */
  identityLacks?: Read<readonly MissingRight[]>;
  usages: Read<readonly Usage[]>;
  /** elsewhere: of another tenant, where we cannot sign in. */
  guards: Read<readonly (GuardFacts & { activated: Tri | 'elsewhere' })[]>;
  validation: Read<readonly ValidationResult[]>;
};
