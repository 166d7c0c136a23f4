import { byHandFeature } from '../by-hand/index.ts';
import { defineProduct } from '../chat/feature.ts';
import { chatFeature } from '../chat/index.ts';
import { approvalFeature, requestsFeature, sagaFeature } from '../decide/index.ts';
import { auditFeature, doctorFeature } from '../doctor/index.ts';
import { drillsFeature } from '../drills/index.ts';
import { errorsFeature, jobsFeature, notificationsFeature } from '../jobs/index.ts';
import { accessFeature, checkFeature, machinesFeature } from '../look/index.ts';
import { backupFeature, protectionFeature } from '../protection/index.ts';
import { leftoversFeature, quarantineFeature, restoreFeature } from '../restore/index.ts';
import { joinFeatures } from './features.ts';

/** Rooms that add features; help shows their commands in this order. */
export const rooms = defineProduct([
  accessFeature,
  requestsFeature,
  approvalFeature,
  chatFeature,
  machinesFeature,
  checkFeature,
  backupFeature,
  restoreFeature,
  protectionFeature,
  quarantineFeature,
  auditFeature,
  drillsFeature,
  byHandFeature,
  leftoversFeature,
  jobsFeature,
  sagaFeature,
  notificationsFeature,
  errorsFeature,
  doctorFeature,
]);

/** The product's features. */
export const product = joinFeatures(rooms);
